import type { StartRun, Started } from '../../console/api';
import { fail, formatProblem, LakehouseError } from '../../engine/errors';
import { build, type RunEvent } from '../../engine/run';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import { runWithProgress } from '../commands/build';
import { pipeWithProgress } from '../commands/pipe';
import { workspaceOptions } from '../commands/workspace-options';
import type { GlobalOptions, Io } from '../io';

export interface StartedRuns {
  start(request: StartRun): Promise<Started>;
  ended(): Promise<void>;
}

/** Runs what the console asks for as `lakehouse build` does, in this process and one at a time. */
export function startRuns(options: GlobalOptions, io: Io, signal: AbortSignal): StartedRuns {
  let running: Promise<void> | undefined;

  const run = (request: StartRun, begun: (started: Started) => void): Promise<void> =>
    withWorkspace(workspaceOptions(options, io), async (opened) => {
      const selected = selectNodes(opened.local, opened.home.layout, request);
      await pipeWithProgress(opened, options, io, signal);
      const onEvent = (event: RunEvent): void => {
        if (event.type !== 'run-started') return;
        const { runId, at: startedAt, models } = event;
        begun({ runId: models > 0 ? runId : undefined, startedAt, models });
      };
      await runWithProgress(
        build,
        opened,
        io,
        {
          selected,
          fullRefresh: request.fullRefresh,
          threads: options.threads,
          command: 'lakehouse console',
          signal,
        },
        onEvent,
      );
    });
  return {
    start(request) {
      if (running) fail('LH701', 'This console has a run under way. Wait until it is done.');
      return new Promise((begun, refused) => {
        running = run(request, begun)
          .catch((e: unknown) => {
            refused(e);
            // Whoever asked may have gone by now.
            if (!(e instanceof LakehouseError)) throw e;
            io.err.write(`${e.problems.map(formatProblem).join('\n')}\n`);
          })
          .finally(() => (running = undefined));
      });
    },
    ended: async () => running,
  };
}
