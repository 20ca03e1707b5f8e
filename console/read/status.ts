import type { SourceTable, UniqueId } from '../../engine/project/types';
import type { NodeStatus, RunNode } from '../api';
import { drawnNodes, neighbours } from './drawn';
import type { Facts } from './facts';
import type { Drawn } from './places';
import type { ProjectView } from './source';
import type { PlacedTest } from './tests';

export interface Status {
  readonly status: NodeStatus;
  /** Why it is not fresh. */
  readonly reason?: string | undefined;
}

interface StatusInput {
  readonly view: ProjectView;
  readonly facts: Facts;
  /** Models of the run under way. */
  readonly running: ReadonlyMap<UniqueId, RunNode>;
  readonly tests: ReadonlyMap<UniqueId, readonly PlacedTest[]>;
}

/** What a run under way says goes first, then how the last attempt ended, then what a build would do now. */
export function statuses({ view, facts, running, tests }: StatusInput): (node: Drawn) => Status {
  const statusOf = (node: Drawn): Status => {
    const id = node.uniqueId;
    const live = running.get(id);
    const now = live && statusInRun(live);
    if (now) return now;
    if (node.resourceType === 'source') return statusOfSource(node, facts, tests.get(id) ?? []);
    if (node.resourceType === 'model' && node.config.materialized === 'ephemeral') return statusOfText(id);
    const due = facts.due.get(id);
    if (due === undefined) return { status: 'fresh' };
    const last = lastAttempt(id, facts);
    if (last?.status === 'error') return { status: 'failed', reason: last.message };
    if (last?.status === 'skipped') return { status: 'skipped', reason: last.message };
    return facts.states.has(id) ? { status: 'stale', reason: due } : { status: 'never', reason: due };
  };
  /** A model without a table of its own is what it is made of. */
  const statusOfText = (id: UniqueId): Status => {
    const nodes = drawnNodes(view);
    for (const parent of neighbours(view, id, 'parents')) {
      const node = nodes.get(parent);
      const { status } = node ? statusOf(node) : { status: 'fresh' };
      if (status === 'never') return { status, reason: `${node?.name ?? parent} is not there yet` };
      if (status !== 'fresh') return { status: 'stale', reason: `${node?.name ?? parent} is ${status}` };
    }
    return { status: 'fresh' };
  };
  return statusOf;
}

function statusInRun({ status, message }: RunNode): Status | undefined {
  switch (status) {
    case 'running':
    case 'waiting':
      return { status, reason: message };
    case 'success':
      return { status: 'fresh' };
    case 'error':
      return { status: 'failed', reason: message };
    case 'skipped':
      return { status: 'skipped', reason: message };
    case 'unchanged':
      return undefined;
  }
}

function statusOfSource(
  { uniqueId, landing, ...source }: SourceTable,
  facts: Facts,
  tests: readonly PlacedTest[],
): Status {
  for (const { test } of tests) {
    const last = facts.tests.get(test.uniqueId);
    if (last?.status !== 'fail' && last?.status !== 'error') continue;
    return { status: 'failed', reason: `test ${test.name}: ${last.message}` };
  }
  if (!landing) {
    const isThere = facts.catalog.some((entry) => entry.name === source.identifier.toUpperCase());
    return isThere ? { status: 'fresh' } : { status: 'never', reason: 'there is no such table' };
  }
  const { domain, dataset } = landing;
  const waiting = facts.pending.filter((file) => file.domain === domain && file.dataset === dataset).length;
  if (waiting > 0) return { status: 'stale', reason: `${waiting} of its files are not loaded yet` };
  return facts.loaded.has(uniqueId)
    ? { status: 'fresh' }
    : { status: 'never', reason: 'no file of it has landed yet' };
}

/** How it ended when a run last did something about it. */
function lastAttempt(id: UniqueId, { runs }: Facts) {
  for (const { models } of runs) {
    const result = models.get(id);
    if (result && result.status !== 'unchanged') return result;
  }
  return undefined;
}
