/**
 * What is known of an expression's type from the text alone. `unknown` is the usual case for a column: the
 * compatibility macros then look at DuckDB's type when the statement is bound.
 */
export type Type =
  | 'unknown'
  | 'null'
  | 'integer'
  | 'number'
  /** A number of either kind. */
  | 'numeric'
  | 'float'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'binary'
  | 'variant'
  | 'array'
  | 'object'
  | 'interval';

export const isSemiStructured = (type: Type): boolean =>
  type === 'variant' || type === 'array' || type === 'object';

export const isNumeric = (type: Type): boolean =>
  type === 'integer' || type === 'number' || type === 'float' || type === 'numeric';

/** The common type of branches (CASE, COALESCE, …), as far as the text tells. */
export function common(types: readonly Type[]): Type {
  const known = types.filter((type) => type !== 'null');
  const [first] = known;
  if (first === undefined) return 'null';
  if (known.every((type) => type === first)) return first;
  if (known.every((type) => type === 'integer' || type === 'number')) return 'number';
  if (known.every(isNumeric)) return known.includes('float') ? 'float' : 'numeric';
  if (known.every(isSemiStructured)) return 'variant';
  return 'unknown';
}
