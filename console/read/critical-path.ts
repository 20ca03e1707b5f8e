import type { RunNode } from '../api';

/**
 * The chain of models that decided when a run ended, first to last: from the one that ended last back to the one,
 * among those it waited for, that ended last, and so on.
 */
export function criticalPath(nodes: readonly RunNode[]): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  for (let at = latest(nodes); at !== undefined;) {
    path.unshift(at.id);
    at = latest(at.after.flatMap((id) => byId.get(id) ?? []).filter(({ id }) => !path.includes(id)));
  }
  return path;
}

function latest(nodes: readonly RunNode[]): RunNode | undefined {
  return nodes.reduce<RunNode | undefined>((last, node) => {
    if (node.endedAt === undefined) return last;
    return last?.endedAt === undefined || node.endedAt > last.endedAt ? node : last;
  }, undefined);
}
