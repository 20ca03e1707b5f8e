import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { NodeStatus } from '../../../api';
import { NODE_STATUSES } from '../ui/status';

/** What the lineage page shows stands in its address, so that it can be sent to someone. */
export interface Shown {
  readonly node: string | undefined;
  /** Steps up and down that are shown; undefined: the whole project. */
  readonly focus: { readonly up: number; readonly down: number } | undefined;
  readonly column: string | undefined;
  /** Open groups; `all` of them; none given: as the size of the project suggests. */
  readonly open: readonly string[] | 'all' | undefined;
  readonly list: boolean;
  /** Only what is in it; undefined: whatever its status. */
  readonly status: NodeStatus | undefined;
}

const depth = (text: string | null): number => (text === 'all' ? Infinity : Math.max(0, Number(text) || 0));

const text = (value: number): string => (Number.isFinite(value) ? String(value) : 'all');

export function parseShown(query: URLSearchParams): Shown {
  const [up, down, open] = [query.get('up'), query.get('down'), query.get('open')];
  return {
    node: query.get('node') ?? undefined,
    focus: up === null && down === null ? undefined : { up: depth(up), down: depth(down) },
    column: query.get('column') ?? undefined,
    open: open === null ? undefined : open === 'all' ? 'all' : open === '' ? [] : open.split(','),
    list: query.get('view') === 'list',
    status: NODE_STATUSES.find((status) => status === query.get('status')),
  };
}

export function writeShown({ node, focus, column, open, list, status }: Shown): URLSearchParams {
  return new URLSearchParams([
    ...(node === undefined ? [] : [['node', node]]),
    ...(focus === undefined
      ? []
      : [
          ['up', text(focus.up)],
          ['down', text(focus.down)],
        ]),
    ...(column === undefined ? [] : [['column', column]]),
    ...(open === undefined ? [] : [['open', open === 'all' ? 'all' : open.join(',')]]),
    ...(list ? [['view', 'list']] : []),
    ...(status === undefined ? [] : [['status', status]]),
  ]);
}

export const lineageOf = (node: string, column?: string): string =>
  `/lineage?${writeShown({ ...parseShown(new URLSearchParams()), node, focus: { up: 2, down: 2 }, column }).toString()}`;

export function useShown(): readonly [Shown, (change: Partial<Shown>) => void] {
  const [query, setQuery] = useSearchParams();
  const shown = useMemo(() => parseShown(query), [query]);
  const show = useCallback(
    (change: Partial<Shown>) => {
      setQuery((before) => writeShown({ ...parseShown(before), ...change }));
    },
    [setQuery],
  );
  return [shown, show];
}
