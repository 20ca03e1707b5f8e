import type { NodeStatus, RunNode, RunStatus, RunTest } from '../../../api';
import type { Tone } from './surface';

interface Look {
  readonly word: string;
  readonly tone: Tone;
}

export const NODE_STATUS: Record<NodeStatus, Look> = {
  failed: { word: 'failed', tone: 'bad' },
  skipped: { word: 'skipped', tone: 'warn' },
  stale: { word: 'stale', tone: 'warn' },
  running: { word: 'running', tone: 'busy' },
  waiting: { word: 'waiting', tone: 'busy' },
  never: { word: 'not built', tone: 'idle' },
  fresh: { word: 'fresh', tone: 'good' },
};

/** The order in which a reader wants to hear of them. */
export const NODE_STATUSES = Object.keys(NODE_STATUS) as readonly NodeStatus[];

export const RUN_STATUS: Record<RunStatus, Look> = {
  running: { word: 'running', tone: 'busy' },
  success: { word: 'succeeded', tone: 'good' },
  error: { word: 'failed', tone: 'bad' },
  stopped: { word: 'stopped', tone: 'warn' },
  interrupted: { word: 'interrupted', tone: 'warn' },
  abandoned: { word: 'abandoned', tone: 'warn' },
};

export const STEP_STATUS: Record<RunNode['status'], Look> = {
  success: { word: 'published', tone: 'good' },
  error: { word: 'failed', tone: 'bad' },
  skipped: { word: 'skipped', tone: 'warn' },
  unchanged: { word: 'unchanged', tone: 'idle' },
  waiting: { word: 'waiting', tone: 'idle' },
  running: { word: 'running', tone: 'busy' },
};

export const TEST_STATUS: Record<RunTest['status'] | 'never', Look> = {
  pass: { word: 'passed', tone: 'good' },
  warn: { word: 'warned', tone: 'warn' },
  fail: { word: 'failed', tone: 'bad' },
  error: { word: 'error', tone: 'bad' },
  skipped: { word: 'skipped', tone: 'idle' },
  waiting: { word: 'waiting', tone: 'idle' },
  running: { word: 'running', tone: 'busy' },
  never: { word: 'never run', tone: 'idle' },
};

/** A test's name without its kind's and its node's, which stand beside it: a test of a whole table is known by nothing else. */
export function ownName(
  { name, kind }: { readonly name: string; readonly kind: string },
  node: string,
): string {
  const known = [`${kind}_${node}_`, `${node}__`].find((prefix) => name.startsWith(prefix)) ?? '';
  return name.slice(known.length);
}
