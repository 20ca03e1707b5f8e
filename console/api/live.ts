import type { RunDetails } from './runs';

/**
 * Server-sent events of `paths.live`:
 * - `state` (at once, and whenever something changed): what to ask for anew
 * - `run` (while a run goes on, and once when it has ended)
 * A comment every 15 seconds keeps the line open.
 */
export interface LiveState {
  /** Ask for the graph, a node, runs, quality and analyses anew where it is another one. */
  readonly published: string;
  /** The same for ingest: changes when files land or are loaded. */
  readonly arrived: string;
  /** Of the run under way. */
  readonly runId?: string | undefined;
  /** What is wrong with the project's files now: it is shown as it was before. */
  readonly mistake?: string | undefined;
}

export type LiveRun = RunDetails;
