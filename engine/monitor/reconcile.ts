import { datasetPrefix } from '../landing/keys';
import type { Lake, LakeObject } from '../landing/lake';
import { ledger, type LandedSource } from '../landing/setup';
import type { Json } from '../project/types';
import type { Store } from '../run/store';
import { relationText } from '../warehouse/identifier';
import type { Session } from '../warehouse/port';
import { pieces } from './files';
import { loadsOf } from './history';
import { keepLedger, loadedAt } from './keep-ledger';
import { summed, type Look } from './measurement';
import { listed, recentPrefixes } from './recent';

const KEY = 'monitor/missing';

/** What is known to be missing between two looks at the whole lake. */
interface Missing {
  /** When the whole lake was listed last, ISO 8601. */
  readonly listedAt: string;
  readonly keys: readonly string[];
}

export interface ReconcileOptions {
  readonly session: Session;
  readonly lake: Lake;
  readonly sources: readonly LandedSource[];
  readonly database: string;
  readonly store: Store;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;
/** Snowpipe loads within minutes; load history is as old as this at most. What landed later is not missing. */
export const GRACE_MS = 2 * HOUR_MS;
/** The whole lake is listed once a day: a listing of a million files takes a minute and half a cent. */
const WHOLE_MS = 23 * HOUR_MS;
const RECENT_DAYS = 4;
/** Keys that are remembered; more than these are found again by the next look at the whole. */
const MOST_KEYS = 2_000;

/** Files of the lake that the ledger does not have. What the account's history knows of them is entered first. */
export async function lookAtMissing(options: ReconcileOptions): Promise<Look> {
  const { session, lake, sources, database, store, now } = options;
  const before = (await store.get(KEY))?.body as unknown as Missing | undefined;
  const whole = before === undefined || now.getTime() - Date.parse(before.listedAt) > WHOLE_MS;
  const landedBefore = new Date(now.getTime() - GRACE_MS).toISOString();
  const missing: { readonly domain: string; readonly file: string }[] = [];
  for (const source of sources) {
    const { landing } = source;
    const prefix = datasetPrefix(landing);
    const objects = await listed(lake, whole ? [prefix] : recentPrefixes(landing, now, RECENT_DAYS));
    const settled = objects.filter(({ modifiedAt }) => modifiedAt < landedBefore);
    const carried = whole ? [] : before.keys.filter((key) => key.startsWith(prefix));
    const absent = await absentFrom(options, source, settled, carried);
    const recovered = await keepLedger(
      session,
      lake,
      database,
      await loadsOf((sql, binds) => session.query(sql, binds ? { binds } : {}), source, database, absent),
    );
    const known = new Set(recovered.map(({ file }) => file));
    missing.push(
      ...absent.filter((file) => !known.has(file)).map((file) => ({ domain: landing.domain, file })),
    );
  }
  const keys = missing.map(({ file }) => file);
  const state: Missing = {
    listedAt: whole ? now.toISOString() : before.listedAt,
    keys: keys.slice(0, MOST_KEYS),
  };
  await store.put(KEY, state as unknown as Json);
  return {
    measurements: [
      summed(
        'FilesMissing',
        [...new Set(sources.map(({ landing }) => landing.domain))],
        missing.map(({ domain }) => ({ of: domain, value: 1 })),
      ),
    ],
    notes:
      keys.length === 0
        ? []
        : [
            `${keys.length} files are in the lake and not in the ledger: ${keys.slice(0, 10).join(', ')}${keys.length > 10 ? ', …' : ''}`,
          ],
  };
}

/** Of the listed objects, and of those missing before that are still there. */
async function absentFrom(
  { session, lake, database }: ReconcileOptions,
  { landing }: LandedSource,
  objects: readonly LakeObject[],
  carried: readonly string[],
): Promise<readonly string[]> {
  const keys = objects.map(({ key }) => key).sort();
  const listing = new Set(keys);
  const [first, last] = [keys[0], keys.at(-1)];
  const entered = new Set<string>();
  if (first !== undefined && last !== undefined) {
    const { rows } = await session.query(
      `SELECT FILE FROM ${relationText(ledger(database))} WHERE DOMAIN = ? AND DATASET = ? AND FILE BETWEEN ? AND ?`,
      { binds: [landing.domain, landing.dataset, first, last] },
    );
    for (const [file] of rows) entered.add(String(file));
  }
  const others = carried.filter((key) => !listing.has(key));
  for (const some of pieces(others, 500))
    for (const file of (await loadedAt(session, database, some)).keys()) entered.add(file);
  const still: string[] = [];
  for (const key of others) if (!entered.has(key) && (await lake.stat(key))) still.push(key);
  return [...keys.filter((key) => !entered.has(key)), ...still];
}
