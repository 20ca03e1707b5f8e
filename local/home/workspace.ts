import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../engine/artifacts/manifest';
import { codeOf, fail } from '../../engine/errors';
import { select } from '../../engine/graph';
import type { UniqueId } from '../../engine/project';
import type { Clock, Holder, Workspace } from '../../engine/run';
import type { HomeLayout } from './layout';
import { openHome, prepareHome, type Home, type HomeOptions } from './open';
import {
  DATABASE,
  localTarget,
  openProject,
  requireProject,
  type LocalProject,
  type TargetOptions,
} from './project';

export interface WorkspaceOptions extends TargetOptions, HomeOptions {
  /** Folder of the dbt project. */
  readonly project: string;
  readonly now: () => Date;
}

/** A home and the project that is built in it. */
export interface LocalWorkspace {
  readonly home: Home;
  readonly local: LocalProject;
  /** What `build`, `planBuild` and `test` work on. */
  readonly workspace: Workspace;
}

/** A displaced table is kept for looking back, but a laptop's disk is small. */
const KEEP_DISPLACED_DAYS = 3;
const KEEP_DISPLACED = 1;

/** Opens home and project at the same time and lets go of the home afterwards, whatever happens. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  work: (workspace: LocalWorkspace) => Promise<T>,
): Promise<T> {
  // Before a home is made for it.
  requireProject(options.project);
  const layout = prepareHome(options);
  const [home, local] = await Promise.allSettled([
    openHome(layout),
    openProject(options.project, localTarget(options), layout.projectCache),
  ]);
  try {
    // A mistake in the project is the likelier one to mend, and says more.
    if (local.status === 'rejected') throw local.reason;
    if (home.status === 'rejected') throw home.reason;
    return await work({
      home: home.value,
      local: local.value,
      workspace: {
        project: local.value.project,
        graph: local.value.graph,
        compiler: local.value.compiler,
        warehouse: home.value.warehouse,
        store: home.value.store,
        clock: systemClock(options.now),
        random: () => randomBytes(3).toString('hex'),
        database: DATABASE,
        keepDisplacedDays: KEEP_DISPLACED_DAYS,
        keepDisplaced: KEEP_DISPLACED,
      },
    });
  } finally {
    if (home.status === 'fulfilled') await home.value.warehouse.close();
  }
}

export interface SelectOptions {
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  /** Folder of the manifest that `state:` compares with. Default: the home's own, of the last build. */
  readonly state?: string | undefined;
}

/** The nodes that dbt's selectors name. */
export function selectNodes(
  { project, graph }: LocalProject,
  layout: HomeLayout,
  { select: chosen, exclude, state }: SelectOptions,
): Set<UniqueId> {
  const asked = [...chosen, ...exclude].some((selector) => selector.includes('state:'));
  return select(graph, project, chosen, exclude, asked ? readManifest(state ?? layout.target) : undefined);
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) {
    fail(
      'LH104',
      `There is no manifest.json in ${folder}, which state: compares with. Build once, or name a folder with --state.`,
    );
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/** This process, as others are told of it who want to run at the same time. */
export function thisHolder(command: string): Holder {
  return { pid: process.pid, host: hostname(), command };
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (e: unknown) {
    // EPERM: it lives and belongs to another user.
    return codeOf(e) === 'EPERM';
  }
}

function systemClock(now: () => Date): Clock {
  return {
    now,
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}
