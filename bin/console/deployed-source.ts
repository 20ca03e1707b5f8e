import { resolve } from 'node:path';
import { openTarget } from '../../cloud/deployment';
import { reconcileTarget } from '../../cloud/reconcile';
import { readCloudStatus } from '../../cloud/status';
import { openCloudProject } from '../../cloud/workspace';
import { whileSame } from '../../console/read/reader';
import { readOnly } from '../../console/read/read-only';
import type { ConsoleSource, InspectedStatus } from '../../console/read/source';
import { ledger } from '../../engine/landing/setup';
import { readCurrent } from '../../engine/run';
import { relationText } from '../../engine/warehouse/identifier';
import type { WarehouseReader } from '../../engine/warehouse/port';
import { watchProject } from '../../local/home/watched-project';
import type { GlobalOptions, Io } from '../io';
import type { OpenedSource } from './local-source';

/**
 * A deployed lakehouse as the console sees it: read with the role of who may read all layers, pipes and ledger as their
 * monitor. Runs are started by `lakehouse build --target`, not from a page.
 */
export async function deployedSource(options: GlobalOptions, io: Io): Promise<OpenedSource> {
  const context = { env: io.env, now: io.now };
  const target = await openTarget(options.target, context);
  const folder = resolve(options.project);
  const project = await watchProject({
    folder,
    open: () => openCloudProject(target, { ...options, ...context, project: folder }),
    now: io.now,
  });
  const { database } = target.names;
  const [warehouse, monitor] = await Promise.all([
    target.warehouse('transformer'),
    target.warehouse('monitor'),
  ]);
  const status = async (): Promise<InspectedStatus> => {
    const { store, lake } = target;
    const inspected = {
      store,
      lake,
      warehouse: monitor,
      database,
      project: await project.now(),
      now: io.now(),
    };
    const [found, files] = await Promise.all([readCloudStatus(inspected), loadedFiles(monitor, database)]);
    const { lag, rejected, quarantined } = found;
    const datasets = found.datasets.map((one) => {
      const loaded = files.get(`${one.domain}.${one.dataset}`) ?? 0;
      const pending = one.pending ?? 0;
      return { ...one, loaded, pending, landed: loaded + pending, newestLandedAt: one.landedAt };
    });
    return { datasets, lag, rejected, quarantined };
  };
  /** Asked of the cloud services layer: it starts no warehouse. */
  const arrived = async (): Promise<string> => (await monitor.changeTokens([ledger(database)])).join();
  const source: ConsoleSource = {
    target: options.target,
    place: database,
    database,
    project: () => project.now(),
    mistake: () => project.mistake,
    store: target.store,
    warehouse: readOnly(warehouse),
    inspection: {
      arrived,
      status,
      // A pipe tells how many files wait, and not which.
      pending: async () => [],
      reconcile: whileSame(
        // It lists the whole lake: not again with every turn of a run, each of which takes the lock anew.
        async () => `${await arrived()} ${String(await readCurrent(target.store))}`,
        async () =>
          reconcileTarget(target, { warehouse: monitor, project: await project.now(), now: io.now() }),
      ),
    },
    whyNot: `This console only reads. Start a run of ${options.target} with lakehouse build --target ${options.target}.`,
    now: io.now,
    pollMilliseconds: 10_000,
  };
  return {
    source,
    async close() {
      await Promise.all([warehouse.close(), monitor.close()]);
    },
  };
}

/** Files of the ledger, by dataset. */
async function loadedFiles(
  warehouse: WarehouseReader,
  database: string,
): Promise<ReadonlyMap<string, number>> {
  const table = ledger(database);
  if (!(await warehouse.columns(table))) return new Map();
  const { rows } = await warehouse.query(
    `select domain, dataset, count(*) from ${relationText(table)} group by domain, dataset`,
  );
  return new Map(
    rows.map(([domain, dataset, files]) => [`${String(domain)}.${String(dataset)}`, Number(files)]),
  );
}
