import type { DataTest, UniqueId } from '../project/types';
import type { Decisions } from './decide';
import { ownersOf } from './ownership';

/** Models (or sources) that are published together, the tests that stand before them, the groups they wait for. */
export interface Group {
  readonly id: string;
  readonly members: readonly UniqueId[];
  readonly tests: readonly { readonly test: DataTest; readonly blocks: readonly UniqueId[] }[];
  readonly after: readonly string[];
}

export interface Groups {
  /** Each after the groups it waits for. */
  readonly groups: readonly Group[];
  readonly deferred: readonly { readonly test: UniqueId; readonly reason: string }[];
}

/**
 * Publication groups of what runs. A test ties the models it stands before; groups that would wait for each other
 * become one.
 */
export function groupsOf(decisions: Decisions): Groups {
  const { nodes, running, gates } = decisions;
  const runs = (id: UniqueId) => running.has(id) || gates.has(id);
  const order = nodes.order.filter(runs);
  const { tests, deferred } = testsThatRun(decisions, runs);

  const ties = tests.map(({ blocks }) => blocks);
  const waits = new Map<UniqueId, Set<UniqueId>>(
    order.map((id) => [id, runningParents(id, decisions, runs)]),
  );
  for (const { test, blocks } of tests) {
    const [owner] = blocks;
    for (const ref of nodes.parents(test.uniqueId)) {
      if (owner !== undefined && runs(ref) && !blocks.includes(ref)) waits.get(owner)?.add(ref);
    }
  }

  const leader = mergeCycles(order, waits, tie(order, ties));
  const leaders = [...new Set(order.map((id) => leader(id)))];
  const groups = leaders.map((id): Group => {
    const members = order.filter((member) => leader(member) === id);
    const after = new Set(members.flatMap((member) => [...(waits.get(member) ?? [])].map(leader)));
    after.delete(id);
    return {
      id,
      members,
      tests: tests.filter(({ blocks }) => blocks.some((blocked) => leader(blocked) === id)),
      after: order.filter((other) => after.has(other)),
    };
  });
  return { groups: sorted(groups), deferred };
}

/**
 * A test runs when something that it stands before runs. It waits where it would compare a model that is built now
 * with one that the selection leaves out: a descendant, which is therefore behind, or one that was never built.
 */
function testsThatRun({ nodes, running, missing }: Decisions, runs: (id: UniqueId) => boolean) {
  const tests: { test: DataTest; blocks: readonly UniqueId[] }[] = [];
  const deferred: { test: UniqueId; reason: string }[] = [];
  for (const test of nodes.tests) {
    const refs = nodes.parents(test.uniqueId);
    if (!refs.some(runs)) continue;
    const behind = refs.find(
      (id) => !runs(id) && refs.some((other) => isBuilt(running.get(other)) && nodes.descends(id, other)),
    );
    const absent = refs.find((id) => missing.has(id));
    const blocks = ownersOf(test, nodes).filter(runs);
    if (absent !== undefined)
      deferred.push({ test: test.uniqueId, reason: `${absent} has never been built` });
    else if (behind !== undefined)
      deferred.push({ test: test.uniqueId, reason: `${behind} is not built in this run` });
    else if (blocks.length > 0) tests.push({ test, blocks });
  }
  return { tests, deferred };
}

function isBuilt(decision: { readonly mode: string } | undefined): boolean {
  return decision !== undefined && decision.mode !== 'audit';
}

/** The nearest ancestors that run, seen through those that do not. */
function runningParents(id: UniqueId, { nodes }: Decisions, runs: (id: UniqueId) => boolean): Set<UniqueId> {
  const found = new Set<UniqueId>();
  const seen = new Set<UniqueId>();
  const pending = [...nodes.parents(id)];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    if (seen.has(parent)) continue;
    seen.add(parent);
    if (runs(parent)) found.add(parent);
    else pending.push(...nodes.parents(parent));
  }
  return found;
}

type Leader = (id: UniqueId) => UniqueId;

/** Union-find: the leader of a set is its first member in the graph's order. */
function tie(order: readonly UniqueId[], ties: readonly (readonly UniqueId[])[]): Leader {
  const above = new Map<UniqueId, UniqueId>();
  const position = new Map(order.map((id, index) => [id, index]));
  const leader = (id: UniqueId): UniqueId => {
    const next = above.get(id);
    return next === undefined ? id : leader(next);
  };
  for (const [first, ...rest] of ties) {
    for (const other of first === undefined ? [] : rest) {
      const [a, b] = [leader(first ?? other), leader(other)];
      if (a === b) continue;
      if ((position.get(a) ?? 0) < (position.get(b) ?? 0)) above.set(b, a);
      else above.set(a, b);
    }
  }
  return leader;
}

/** Groups on a common cycle of waiting are tied too (Tarjan's strongly connected components over the groups). */
function mergeCycles(
  order: readonly UniqueId[],
  waits: ReadonlyMap<UniqueId, ReadonlySet<UniqueId>>,
  leader: Leader,
): Leader {
  const edges = new Map<UniqueId, Set<UniqueId>>();
  for (const id of order) {
    const from = leader(id);
    const to = edges.get(from) ?? new Set();
    for (const parent of waits.get(id) ?? []) to.add(leader(parent));
    edges.set(from, to);
  }
  const index = new Map<UniqueId, number>();
  const low = new Map<UniqueId, number>();
  const stack: UniqueId[] = [];
  const components: UniqueId[][] = [];
  const visit = (id: UniqueId): number => {
    const own = index.size;
    index.set(id, own);
    low.set(id, own);
    stack.push(id);
    for (const next of edges.get(id) ?? []) {
      const reached = index.has(next) ? (stack.includes(next) ? (index.get(next) ?? own) : own) : visit(next);
      low.set(id, Math.min(low.get(id) ?? own, reached));
    }
    if (low.get(id) === own) components.push(stack.splice(stack.indexOf(id)));
    return low.get(id) ?? own;
  };
  for (const id of edges.keys()) if (!index.has(id)) visit(id);
  return tie(
    order,
    components.map((component) => order.filter((id) => component.includes(leader(id)))),
  );
}

/** Kahn's order; the groups are without cycles by now. */
function sorted(groups: readonly Group[]): readonly Group[] {
  const done = new Set<string>();
  const result: Group[] = [];
  while (result.length < groups.length) {
    const free = groups.filter((group) => !done.has(group.id) && group.after.every((id) => done.has(id)));
    if (free.length === 0) throw new Error('publication groups wait for each other');
    for (const group of free) done.add(group.id);
    result.push(...free);
  }
  return result;
}
