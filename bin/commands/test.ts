import { test as runTests } from '../../engine/run';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import { commandLine } from '../command-line';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { printRun, runWithProgress } from './build';
import { workspaceOptions } from './workspace-options';

export function test(
  options: GlobalOptions & SelectionOptions & { readonly state?: string },
  io: Io,
): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const result = await runWithProgress(runTests, opened, io, {
      selected: selectNodes(opened.local, opened.home.layout, options),
      fullRefresh: false,
      threads: options.threads,
      command: commandLine('test', options),
      signal: io.interruption(),
    });
    printRun(result, options, io);
    return result.status === 'success' ? 0 : 1;
  });
}
