/** `expression`: computed from it; `direct`: handed on as it is. */
export type ValueVia = 'direct' | 'expression';

/** A column of a table, by the table's key and the column's stored name. */
export interface Origin {
  readonly table: string;
  readonly column: string;
}

type Key = string;
const SEPARATOR = '\0';
const keyOf = ({ table, column }: Origin): Key => `${table}${SEPARATOR}${column}`;

export function originOf(key: Key): Origin {
  const [table = '', column = ''] = key.split(SEPARATOR);
  return { table, column };
}

/**
 * Where something that a query computes comes from: the columns that its value is made of, and those that decide only
 * which rows there are for it.
 */
export interface Derivation {
  readonly values: ReadonlyMap<Key, ValueVia>;
  readonly conditions: ReadonlySet<Key>;
  /** Why its origin cannot be told. */
  readonly unknown?: string | undefined;
}

export interface DerivedColumn extends Derivation {
  readonly name: string;
}

export const NOTHING: Derivation = { values: new Map(), conditions: new Set() };

export const unknownBecause = (reason: string): Derivation => ({ ...NOTHING, unknown: reason });

export const tableColumn = (origin: Origin): Derivation => ({
  ...NOTHING,
  values: new Map([[keyOf(origin), 'direct']]),
});

/** Of several that become one value, as both sides of a UNION do: what is handed on by one of them is handed on. */
export function either(all: readonly Derivation[]): Derivation {
  const values = new Map<Key, ValueVia>();
  for (const one of all)
    for (const [key, via] of one.values) if (via === 'direct' || !values.has(key)) values.set(key, via);
  return {
    values,
    conditions: new Set(all.flatMap(({ conditions }) => [...conditions])),
    unknown: all.find(({ unknown }) => unknown !== undefined)?.unknown,
  };
}

/** Computed from all of them. */
export function computed(from: readonly Derivation[]): Derivation {
  const { values, conditions, unknown } = either(from);
  return { values: new Map([...values.keys()].map((key) => [key, 'expression'])), conditions, unknown };
}

/** All that a condition rests on decides rows and no value. */
export function asConditions(from: readonly Derivation[]): ReadonlySet<Key> {
  return new Set(from.flatMap(({ values, conditions }) => [...values.keys(), ...conditions]));
}

export const under = <D extends Derivation>(derivation: D, conditions: ReadonlySet<Key>): D =>
  conditions.size === 0
    ? derivation
    : { ...derivation, conditions: new Set([...derivation.conditions, ...conditions]) };
