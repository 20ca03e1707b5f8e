import { resolve } from 'node:path';
import type { WorkspaceOptions } from '../../local/home/workspace';
import type { GlobalOptions, Io } from '../io';

/** The options that every command takes, as a workspace wants them. */
export function workspaceOptions(options: GlobalOptions, io: Io): WorkspaceOptions {
  const { home, lake, endpoint, project, threads, vars } = options;
  return { home, lake, endpoint, project: resolve(project), threads, vars, env: io.env, now: io.now };
}
