import type { CompiledQuery } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { typed, type TypedColumn } from '../scope/columns';

/**
 * DuckDB keeps a column of small literals, or of lengths, in 32 bits. What takes its type from a query (a table, a
 * recursive query) would hold no larger ones, so such columns are made 64 bits wide; those that are wider stay so.
 */
export function widened(query: CompiledQuery): CompiledQuery {
  const { text, columns } = query;
  if (!columns?.some(isNarrow)) return query;
  const places = columns.map((_column, index) => identifier(`WHOLE$${index + 1}`));
  const cells = columns.map((column, index) => {
    const place = places[index] ?? '';
    const value = isNarrow(column) ? `cast_to_type(${place}, ${place} + CAST(0 AS BIGINT))` : place;
    return `${value} AS ${identifier(column.name)}`;
  });
  return {
    ...query,
    text: `SELECT ${cells.join(', ')} FROM (${text}) AS _WHOLE (${places.join(', ')})`,
    columns: columns.map((column) => (isNarrow(column) ? { ...column, wide: true } : column)),
  };
}

const isNarrow = (column: TypedColumn): boolean => column.type === 'integer' && !typed(column).wide;
