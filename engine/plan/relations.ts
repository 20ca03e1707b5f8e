import type { CatalogEntry, RelationName } from '../warehouse/port';

export function relationKey({ database, schema, name }: RelationName): string {
  return JSON.stringify([database, schema, name]);
}

const CANDIDATE = '__CANDIDATE';
const ARRIVED = '__ARRIVED';

/** Where a model is built and audited before it takes the live name. */
export function candidateOf(live: RelationName): RelationName {
  return { ...live, name: `${live.name}${CANDIDATE}` };
}

/** Where the rows wait that are to be merged into an incremental model. */
export function arrivedOf(live: RelationName): RelationName {
  return { ...live, name: `${live.name}${ARRIVED}` };
}

/** Where the predecessor is kept once `runId` has published. */
export function displacedOf(live: RelationName, runId: string): RelationName {
  return { ...live, name: `${live.name}__${runId}` };
}

const RUN_ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})_[A-Z0-9]+$/;

/** `20260102T030405_7F3A`: sorts by time, and is a name that needs no quotes behind a table's. */
export function makeRunId(now: Date, random: string): string {
  const runId = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}_${random.toUpperCase()}`;
  if (!RUN_ID.test(runId)) throw new Error(`not letters and digits: ${random}`);
  return runId;
}

export function timeOfRun(runId: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = RUN_ID.exec(runId) ?? [];
  return year === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** What a run left beside the live relation `of`. */
export interface Leftover {
  readonly entry: CatalogEntry;
  readonly of: RelationName;
  /** Undefined for a candidate or arrived rows. */
  readonly runId: string | undefined;
}

/** Reads the naming rules above backwards. */
export function leftoverIn(entry: CatalogEntry): Leftover | undefined {
  const { database, schema, name } = entry;
  for (const suffix of [CANDIDATE, ARRIVED]) {
    if (name.endsWith(suffix)) {
      return { entry, of: { database, schema, name: name.slice(0, -suffix.length) }, runId: undefined };
    }
  }
  const cut = name.search(/__\d{8}T\d{6}_[A-Z0-9]+$/);
  if (cut < 1) return undefined;
  return { entry, of: { database, schema, name: name.slice(0, cut) }, runId: name.slice(cut + 2) };
}
