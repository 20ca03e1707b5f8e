import type { Lake } from '../landing/lake';
import { bronzeTable, type LandedSource } from '../landing/setup';
import { relationText } from '../warehouse/identifier';
import type { Session } from '../warehouse/port';
import { isMissing } from '../warehouse/snowflake/driver-errors';
import { explain, unexplained } from './explain';
import { HISTORY_DAYS, loadsSince, type HistoricLoad } from './history';
import { keepLedger } from './keep-ledger';
import { summed, type Look, type Measured } from './measurement';

export interface LoadOptions {
  readonly session: Session;
  readonly lake: Lake;
  readonly sources: readonly LandedSource[];
  readonly database: string;
  /** Everything before has been counted; undefined before the first time. */
  readonly countedUntil: Date | undefined;
  readonly now: Date;
  /** Whether there is time to read another file. */
  readonly hasTime: () => boolean;
}

/** Loads that end now may have an earlier time than those that were seen. */
const OVERLAP_MS = 2 * 3_600_000;
/** The history's own bound, less an hour for the clocks. */
const FURTHEST_MS = (HISTORY_DAYS * 24 - 1) * 3_600_000;
/** Files that one tick reads: the next goes on. */
const MOST_FILES = 200;

/**
 * Brings the ledger up to the load history, and LOAD_ERRORS up to the ledger. A crash in between leaves what the next
 * tick does again; what was counted is not counted twice, since that is remembered only when it was published.
 */
export async function lookAtLoads(options: LoadOptions): Promise<Look> {
  const { session, lake, sources, database, countedUntil, now } = options;
  const since = new Date(
    Math.max(countedUntil ? countedUntil.getTime() - OVERLAP_MS : 0, now.getTime() - FURTHEST_MS),
  );
  const found: HistoricLoad[] = [];
  const firstErrors = new Map<string, string>();
  const notes: string[] = [];
  for (const source of sources) {
    const loads = await loadsSince(
      (sql, binds) => session.query(sql, binds ? { binds } : {}),
      source,
      database,
      since,
    ).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      notes.push(`${relationText(bronzeTable(source, database))} is not there: deploy again.`);
      return [];
    });
    for (const { file, firstError } of loads) if (firstError !== undefined) firstErrors.set(file, firstError);
    const kept = new Set((await keepLedger(session, lake, database, loads)).map(({ file }) => file));
    // What was kept by a tick that died before it told of it counts by its time.
    const counted = countedUntil?.toISOString() ?? '';
    found.push(...loads.filter(({ file, loadedAt }) => kept.has(file) || loadedAt > counted));
  }
  const left = await explainAll(options, firstErrors);
  return { measurements: measure(sources, found), notes: [...notes, ...notesOf(found), ...left] };
}

async function explainAll(
  { session, lake, sources, database, now, hasTime }: LoadOptions,
  firstErrors: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const files = await unexplained(session, database, MOST_FILES + 1);
  let done = 0;
  for (const file of files.slice(0, MOST_FILES)) {
    if (!hasTime()) break;
    const source = sources.find(
      ({ landing }) => landing.domain === file.domain && landing.dataset === file.dataset,
    );
    await explain(session, lake, database, source, file, firstErrors.get(file.file), now.toISOString());
    done += 1;
  }
  const left = files.length - done;
  return left > 0
    ? [`${left > MOST_FILES ? 'More than ' : ''}${left} files with errors wait to be read.`]
    : [];
}

function measure(sources: readonly LandedSource[], loads: readonly HistoricLoad[]): Look['measurements'] {
  const domains = [...new Set(sources.map(({ landing }) => landing.domain))];
  const each = (value: (load: HistoricLoad) => number): readonly Measured[] =>
    loads.map((load) => ({ of: load.domain, value: value(load) }));
  return [
    summed(
      'LoadsPartial',
      domains,
      each(({ status }) => (status === 'PARTIALLY_LOADED' ? 1 : 0)),
    ),
    summed(
      'LoadsFailed',
      domains,
      each(({ status }) => (status === 'LOAD_FAILED' ? 1 : 0)),
    ),
    summed(
      'RowsRejected',
      domains,
      each(({ errors }) => errors),
    ),
  ];
}

const MOST_NOTES = 20;

function notesOf(loads: readonly HistoricLoad[]): readonly string[] {
  const bad = loads.filter(({ status, errors }) => status !== 'LOADED' || errors > 0);
  return [
    ...bad
      .slice(0, MOST_NOTES)
      .map(({ file, status, errors, firstError }) =>
        `${file}: ${status}, ${errors} errors. ${firstError ?? ''}`.trim(),
      ),
    ...(bad.length > MOST_NOTES ? [`${bad.length - MOST_NOTES} more files have errors.`] : []),
  ];
}
