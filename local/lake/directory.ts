import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf, fail } from '../../engine/errors';
import { allowedKey } from '../../engine/landing/keys';
import type { Lake, LakeObject, StagedObject } from '../../engine/landing/lake';
import { spool, type Spooled } from '../../engine/landing/spool';

export interface DirectoryLakeOptions {
  /** Absolute path of the lake; created when the first file lands. */
  readonly root: string;
  /** Says what was abandoned long ago. @default the machine's */
  readonly clock?: (() => Date) | undefined;
}

/** Chunks as large as the parsers like them. */
const READ_BYTES = 1 << 20;
/** Beside the data: nothing but data lies under `bronze/`. */
const STAGING = '.staging';

/** The lake as a directory with the same keys as the bucket. */
export function directoryLake({ root, clock = () => new Date() }: DirectoryLakeOptions): Lake {
  const staging = join(root, STAGING);
  const localPath = (key: string): string => join(root, ownKey(key));

  return {
    url: pathToFileURL(join(root, '/')).href,
    localPath: (key) => (key === '' ? join(root, '/') : localPath(key)),
    list: (prefix) => list(root, prefix),

    async stat(key) {
      const found = await stat(localPath(key)).catch(absent);
      return found?.isFile() ? object(key, found) : undefined;
    },

    async *open(key) {
      const path = localPath(key);
      if (!(await stat(path).catch(absent))) fail('LH604', `There is no ${key} in the lake at ${root}.`);
      yield* createReadStream(path, { highWaterMark: READ_BYTES });
    },

    async stage(content) {
      return staged(await spool(staging, content, clock()), localPath);
    },
  };
}

/** The staging folder lies beside the keys. */
function ownKey(key: string): string {
  if (key.split('/').includes(STAGING))
    fail('LH607', `${JSON.stringify(key)} is no key of a lake: ${STAGING} is where files wait.`);
  return allowedKey(key);
}

const absent = (error: unknown): undefined => {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
  throw error;
};

const object = (key: string, found: { readonly size: number; readonly mtime: Date }): LakeObject => ({
  key,
  bytes: found.size,
  modifiedAt: found.mtime.toISOString(),
});

/** In the order of the whole keys, as a bucket lists them: `a-b/` sorts before `a/`. */
async function* list(root: string, prefix: string): AsyncGenerator<LakeObject, void, undefined> {
  async function* walk(folder: string): AsyncGenerator<LakeObject, void, undefined> {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(absent);
    const keys = (entries ?? [])
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .filter((key) => key.startsWith(prefix) || prefix.startsWith(key))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    for (const key of keys) {
      if (key.endsWith('/')) yield* walk(key);
      else if (key.startsWith(prefix)) {
        const found = await stat(join(root, key)).catch(absent);
        if (found) yield object(key, found);
      }
    }
  }
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  if (folder !== '') ownKey(folder.slice(0, -1));
  for await (const found of walk(folder)) if (!found.key.startsWith(`${STAGING}/`)) yield found;
}

function staged({ path, sha256, bytes }: Spooled, localPath: (key: string) => string): StagedObject {
  return {
    sha256,
    bytes,
    async publish(key, modifiedAt) {
      const target = localPath(key);
      await mkdir(dirname(target), { recursive: true });
      // Before the link: whoever sees the object sees its time.
      if (modifiedAt) await utimes(path, modifiedAt, modifiedAt);
      // A link fails where the key exists, which a rename would overwrite: objects never change.
      const result = await link(path, target).then(
        () => 'written' as const,
        (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return 'exists' as const;
          throw error;
        },
      );
      await syncDirectory(dirname(target));
      await rm(path, { force: true });
      return result;
    },
    discard: () => rm(path, { force: true }),
  };
}

/** The new name is on the disk too before anybody is told of it. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
