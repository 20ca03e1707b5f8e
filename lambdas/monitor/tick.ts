import { makeCompiler } from '../../engine/compile';
import { lookFrequently } from '../../engine/monitor/frequent';
import { lookHourly } from '../../engine/monitor/hourly';
import { alone } from '../../engine/monitor/lease';
import { inWords, type Findings } from '../../engine/monitor/looks';
import { keepSeen } from '../../engine/monitor/seen';
import type { Measurement } from '../../engine/monitor/measurement';
import type { Lake } from '../../engine/landing/lake';
import { readProject, readProjectFiles, type Project, type Target } from '../../engine/project';
import type { Store } from '../../engine/run/store';
import type { Warehouse } from '../../engine/warehouse/port';
import { snowflakeNamesOf } from '../deployment/contract';
import type { Log } from '../log';
import type { MonitorResult, Tick } from './contract';
import type { MonitorSettings } from './settings';

export interface TickOptions {
  readonly settings: MonitorSettings;
  readonly store: Store;
  readonly lake: Lake;
  /** Logs in when it is first asked something. */
  readonly open: () => Promise<Warehouse>;
  /** Answers with the number of data points. */
  readonly publish: (measurements: readonly Measurement[], at: Date) => Promise<number>;
  readonly now: () => Date;
  /** Milliseconds until the invocation is ended. */
  readonly remaining: () => number;
  readonly log: Log;
}

/** For publishing and remembering after the last file was read. */
const RESERVE_MS = 60_000;

/**
 * Looks, publishes, remembers. What could be seen is published whatever else could not; then the tick fails, so that its
 * errors are counted and it is tried again, which does no harm.
 */
export async function tick(kind: Tick, options: TickOptions): Promise<MonitorResult> {
  const { store, now, remaining, log } = options;
  // Longer than the invocation can last.
  const lease = Math.ceil(remaining() / 1000) + 30;
  const published = await alone(store, `monitor/lease/${kind}`, lease, now, () => lookAndTell(kind, options));
  if (published === undefined) log.info('another tick is under way', { tick: kind });
  return { tick: kind, ran: published !== undefined, published: published ?? 0 };
}

async function lookAndTell(kind: Tick, options: TickOptions): Promise<number> {
  const { settings, store, open, publish, now, log } = options;
  const at = now();
  const { project, target } = await read(settings);
  const warehouse = await open();
  let findings: Findings & { readonly remember?: () => Promise<void> };
  try {
    findings =
      kind === 'frequent'
        ? await frequently(options, project, warehouse, at)
        : await hourly(options, project, target, warehouse, at);
  } finally {
    await warehouse.close();
  }
  const { measurements, notes, troubles, remember } = findings;
  for (const note of notes) log.warn(note, { tick: kind });
  for (const { look, error } of troubles) log.error(`${look} could not be looked at`, error, { tick: kind });
  const done: readonly Measurement[] =
    troubles.length > 0 ? [] : [{ name: 'MonitorTick', values: [{ of: kind, value: 1 }] }];
  const published = await publish([...measurements, ...done], at);
  await remember?.();
  await keepSeen(store, kind, {
    at: at.toISOString(),
    measurements,
    notes: [...notes, ...troubles.map(inWords)],
  });
  log.info('looked', { tick: kind, published, notes: notes.length, troubles: troubles.length });
  if (troubles.length > 0) {
    throw new Error(`${troubles.map(({ look }) => look).join(', ')} could not be looked at: see the log`);
  }
  return published;
}

const frequently = (
  { settings, store, lake }: TickOptions,
  project: Project,
  warehouse: Warehouse,
  now: Date,
): Promise<Findings> =>
  lookFrequently({
    ...{ project, store, lake, now },
    database: settings.database,
    freshnessHours: settings.freshnessHours,
    query: (sql) => warehouse.query(sql),
  });

async function hourly(
  { settings, store, lake, remaining }: TickOptions,
  project: Project,
  target: Target,
  warehouse: Warehouse,
  now: Date,
) {
  const session = await warehouse.session();
  try {
    return await lookHourly({
      ...{ project, session, store, lake, now },
      relationOf: makeCompiler(project, target).relation,
      database: settings.database,
      warehouses: Object.values(snowflakeNamesOf(settings.environment).warehouses),
      hasTime: () => remaining() > RESERVE_MS,
    });
  } finally {
    await session.close();
  }
}

async function read({ environment, project, database }: MonitorSettings) {
  const target: Target = {
    ...{ name: environment, type: 'snowflake', database, schema: 'PUBLIC' },
    ...{ threads: 1, vars: {}, env: {} },
  };
  return { target, project: readProject(await readProjectFiles(project), target) };
}
