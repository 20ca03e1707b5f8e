import type { Lake } from '../landing/lake';
import type { LandedSource } from '../landing/setup';
import { identifier } from '../warehouse/identifier';
import { records } from '../warehouse/records';
import { secondsBetween, type Look } from './measurement';
import type { Query, WatchedPipe } from './pipes';
import { listed, recentPrefixes } from './recent';

/**
 * When each pipe was made, by `SCHEMA.NAME`. A pipe that a deploy has replaced was told of nothing yet: what is older was
 * queued by the procedure that replaced it. Needs no warehouse.
 */
export async function pipesMadeAt(query: Query, database: string): Promise<ReadonlyMap<string, Date>> {
  const shown = records(await query(`SHOW PIPES IN DATABASE ${identifier(database)}`));
  return new Map(
    shown.flatMap((field) => {
      const made = new Date(field('created_on'));
      if (Number.isNaN(made.getTime())) return [];
      return [[`${field('schema_name')}.${field('name')}`, made] as const];
    }),
  );
}

/**
 * How long the lake has had a file that its pipe was not told of: the oldest of yesterday's and today's that is newer
 * than the pipe and the last notification that reached it. A notification that got lost between two that arrived is not seen
 * here; its file is among the missing ones of the ledger.
 * @param sources in the order of the pipes
 */
export async function lookAtNotifications(
  lake: Lake,
  sources: readonly LandedSource[],
  pipes: readonly WatchedPipe[],
  madeAt: ReadonlyMap<string, Date>,
  now: Date,
): Promise<Look> {
  const values: { of: string; value: number }[] = [];
  const notes: string[] = [];
  for (const [index, { landing }] of sources.entries()) {
    const pipe = pipes[index];
    if (!pipe) continue;
    const told = Math.max(pipe.status?.lastForwarded?.getTime() ?? 0, madeAt.get(pipe.name)?.getTime() ?? 0);
    const untold = (await listed(lake, recentPrefixes(landing, now, 3)))
      .filter(({ modifiedAt }) => new Date(modifiedAt).getTime() > told)
      .sort((one, other) => (one.modifiedAt < other.modifiedAt ? -1 : 1));
    const [oldest] = untold;
    values.push({ of: pipe.name, value: oldest ? secondsBetween(oldest.modifiedAt, now) : 0 });
    if (oldest)
      notes.push(`${pipe.name} was not told of ${untold.length} files, the oldest being ${oldest.key}.`);
  }
  return { measurements: [{ name: 'NotificationLag', values }], notes };
}
