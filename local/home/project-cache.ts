import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Project, ProjectFile, Target } from '../../engine/project/types';
import { buildId } from './build-id';

/** A project as plain data, with all that decided what it is. */
interface Entry {
  /** Of the files, the target and the code that reads them. */
  readonly key: string;
  /** Environment variables that were asked for while reading, and what they were. */
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly project: Project;
}

/** The code that reads a project. */
const CODE = ['engine/errors', 'engine/jinja', 'engine/project'];

/**
 * The project, from the last time if nothing is different: most commands find it unchanged, and reading YAML and
 * templates takes half of the time of a build with nothing to do. `path` may be removed at any time.
 */
export function readCached(path: string, files: readonly ProjectFile[], target: Target): Project {
  const key = keyOf(files, target);
  const found = load(path);
  if (found?.key === key && [...found.env].every(([name, value]) => target.env[name] === value)) {
    return found.project;
  }
  const { readProject } = require('../../engine/project') as typeof import('../../engine/project');
  const env = new Map<string, string | undefined>();
  const project = readProject(files, { ...target, env: observed(target.env, env) });
  save(path, { key, env, project });
  return project;
}

function keyOf(files: readonly ProjectFile[], target: Target): string {
  const known = JSON.stringify({ ...target, env: undefined });
  const hash = createHash('sha256').update(`${buildId(CODE)}\n${known}\n`);
  for (const { path, text } of files)
    hash.update(`${JSON.stringify(path)} ${Buffer.byteLength(text)}\n${text}`);
  return hash.digest('hex');
}

function observed(env: Target['env'], asked: Map<string, string | undefined>): Target['env'] {
  return new Proxy(env, {
    get: (_, name) => {
      if (typeof name === 'symbol') return undefined;
      asked.set(name, env[name]);
      return env[name];
    },
    // A reader that lists the environment would depend on all of it, which no entry could tell.
    ownKeys: () => {
      throw new Error('the project is read with named environment variables only');
    },
  });
}

function load(path: string): Entry | undefined {
  try {
    return deserialize(readFileSync(path)) as Entry;
  } catch {
    // Not there, or cut off: the project is read anew.
    return undefined;
  }
}

/** Whole or not at all, for commands that run at the same time. */
function save(path: string, entry: Entry): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, serialize(entry));
  renameSync(draft, path);
}
