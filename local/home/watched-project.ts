import { LakehouseError } from '../../engine/errors';
import { readProjectFiles } from '../../engine/project/read-files';

export interface WatchedProject<P> {
  /** As the files are now; as they were while there is a mistake in them. The same object as long as nothing changed. */
  now(): Promise<P>;
  /** What is wrong with the files now. */
  readonly mistake: string | undefined;
}

export interface WatchedOptions<P> {
  readonly folder: string;
  /** Reads the project anew. */
  readonly open: () => Promise<P>;
  readonly now: () => Date;
}

/** Between two looks at the files. */
const LOOK_MS = 2_000;

/** A project for a program that stays up while somebody works on it. Throws the mistakes of what it finds at first. */
export async function watchProject<P>({ folder, open, now }: WatchedOptions<P>): Promise<WatchedProject<P>> {
  const text = async (): Promise<string> => JSON.stringify(await readProjectFiles(folder));
  let seen = await text();
  let project = await open();
  let mistake: string | undefined;
  let looked = now().getTime();
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const found = await text();
    if (found !== seen) {
      seen = found;
      try {
        project = await open();
        mistake = undefined;
      } catch (e: unknown) {
        if (!(e instanceof LakehouseError)) throw e;
        mistake = e.message;
      }
    }
    looked = now().getTime();
  };
  return {
    get mistake() {
      return mistake;
    },
    async now() {
      if (now().getTime() - looked >= LOOK_MS) {
        looking ??= look().finally(() => (looking = undefined));
        await looking;
      }
      return project;
    },
  };
}
