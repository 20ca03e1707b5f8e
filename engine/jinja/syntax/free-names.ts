import type { Statement } from './ast';

const SPECIAL = new Set(['caller', 'varargs', 'kwargs']);

/**
 * Which of `caller`, `varargs` and `kwargs` a body reads before it assigns them. Jinja2 decides by this what a
 * macro accepts beside its parameters. The tree is walked as plain data: every nested node counts, blocks too.
 */
export function findSpecialNames(body: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = new Set(SPECIAL);
  const walk = (node: unknown, assigning: boolean): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item, assigning);
    } else if (typeof node === 'object' && node !== null) {
      if ('kind' in node && node.kind === 'name' && 'name' in node && typeof node.name === 'string') {
        if (assigning) open.delete(node.name);
        else if (open.has(node.name)) found.add(node.name);
      }
      for (const [key, child] of Object.entries(node)) walk(child, assigning || key === 'target');
    }
  };
  walk(body, false);
  return found;
}
