import { resolve } from 'node:path';
import type { WorkspaceOptions } from '../../local/home/workspace';
import type { GlobalOptions, Io } from '../io';

/** The options that every command takes, as a workspace wants them. */
export function workspaceOptions({ home, project, threads, vars }: GlobalOptions, io: Io): WorkspaceOptions {
  return { home, project: resolve(project), threads, vars, env: io.env, now: io.now };
}
