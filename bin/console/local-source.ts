import { resolve } from 'node:path';
import { readOnly } from '../../console/read/read-only';
import type { ConsoleSource } from '../../console/read/source';
import { openLake } from '../../local/home/lake';
import { localSql } from '../../local/home/local-sql';
import { openHome, prepareHome } from '../../local/home/open';
import { DATABASE, localTarget, openProject, requireProject } from '../../local/home/project';
import { watchProject } from '../../local/home/watched-project';
import { arrivals, readStatus, reconcile, type Inspected } from '../../local/inspection';
import { readingOnDemand } from '../../local/owner';
import { waitingFiles } from '../../local/pipe';
import { localStoreReader } from '../../local/state';
import type { GlobalOptions, Io } from '../io';
import { workspaceOptions } from '../commands/workspace-options';
import { startRuns } from './start-runs';

export interface OpenedSource {
  readonly source: ConsoleSource;
  /** Waits for a run that was started here, and lets go of the database. */
  close(): Promise<void>;
}

/** A local lakehouse as the console sees it. What is wrong from the start is thrown at once. */
export async function localSource(
  options: GlobalOptions & { readonly allowRun?: boolean },
  io: Io,
  signal: AbortSignal,
): Promise<OpenedSource> {
  requireProject(options.project);
  const layout = prepareHome(options);
  // A home that is new gets its state.
  await (await openHome(layout)).warehouse.close();
  const folder = resolve(options.project);
  const project = await watchProject({
    folder,
    open: () => openProject(folder, localTarget(workspaceOptions(options, io)), layout.projectCache),
    now: io.now,
  });
  const warehouse = readingOnDemand(layout.home);
  const home = { layout, warehouse, lake: openLake(layout), store: localStoreReader(warehouse) };
  const inspected = async (): Promise<Inspected> => ({ home, local: await project.now() });
  const runs = options.allowRun ? startRuns(options, io, signal) : undefined;
  const source: ConsoleSource = {
    target: options.target,
    place: layout.home,
    database: DATABASE,
    project: () => project.now(),
    mistake: () => project.mistake,
    store: home.store,
    warehouse: readOnly(warehouse),
    inspection: {
      arrived: () => arrivals(home),
      status: async () => {
        const { datasets, ...status } = await readStatus(await inspected());
        return { ...status, datasets: datasets.map((one) => ({ ...one, pending: one.pending.length })) };
      },
      pending: async () =>
        waitingFiles({ warehouse, lake: home.lake, sources: (await project.now()).project.sources }),
      reconcile: async () => reconcile(await inspected()),
    },
    localSql: localSql(warehouse),
    start: runs?.start,
    whyNot: 'This console only reads. Start it with --allow-run to run models from it.',
    now: io.now,
    pollMilliseconds: 1000,
  };
  return {
    source,
    async close() {
      await runs?.ended();
      await warehouse.close();
    },
  };
}
