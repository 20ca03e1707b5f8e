import type { Lake } from '../landing/lake';
import type { LandedSource } from '../landing/setup';
import { secondsBetween, type Look } from './measurement';
import type { WatchedPipe } from './pipes';
import { listed, recentPrefixes } from './recent';

/**
 * How long the lake has had a file that its pipe was not told of: the oldest of yesterday's and today's that is newer
 * than the last notification that reached the pipe. A notification that got lost between two that arrived is not seen
 * here; its file is among the missing ones of the ledger.
 * @param sources in the order of the pipes
 */
export async function lookAtNotifications(
  lake: Lake,
  sources: readonly LandedSource[],
  pipes: readonly WatchedPipe[],
  now: Date,
): Promise<Look> {
  const values: { of: string; value: number }[] = [];
  const notes: string[] = [];
  for (const [index, { landing }] of sources.entries()) {
    const pipe = pipes[index];
    if (!pipe) continue;
    const told = pipe.status?.lastForwarded?.getTime() ?? 0;
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
