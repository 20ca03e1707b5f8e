import { unitNamed } from '../warehouse/duckdb/translate/functions/units';
import type { Call, Expression, Query } from '../warehouse/duckdb/translate/syntax/ast';
import { asConditions, computed, either, NOTHING, unknownBecause, type Derivation } from './derivation';
import { resolve, withNames, type Scope } from './scope';
import type { DerivedQuery } from './query';

/** Derives a query that stands inside an expression, whose names may be those of the query around it. */
export type Inner = (query: Query, scope: Scope) => DerivedQuery;

/** Where a value comes from. A column alone is handed on, everything else is computed. */
export function derive(node: Expression, scope: Scope, inner: Inner): Derivation {
  return node.kind === 'column' ? resolve(scope, node.path) : computed(partsOf(node, scope, inner));
}

function partsOf(node: Expression, scope: Scope, inner: Inner): readonly Derivation[] {
  const all = (...nodes: readonly (Expression | undefined)[]): readonly Derivation[] =>
    nodes.flatMap((one) => (one ? [derive(one, scope, inner)] : []));
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'default':
    case 'bind':
    case 'interval':
      return [];
    case 'column':
      return [resolve(scope, node.path)];
    case 'place':
      return [unknownBecause(`$${String(node.index)} names a column by its place`)];
    case 'star':
      return everything(scope, node.qualifier.at(-1)?.text);
    case 'element':
      return all(node.base, node.key);
    case 'cast':
      return all(node.expression);
    case 'unary':
    case 'is':
      return all(node.operand);
    case 'binary':
    case 'distinct':
      return all(node.left, node.right);
    case 'in':
      return 'body' in node.list
        ? [...all(node.operand), valuesOf(inner(node.list, scope))]
        : all(node.operand, ...node.list);
    case 'quantified':
      return [...all(node.operand), valuesOf(inner(node.query, scope))];
    case 'between':
      return all(node.operand, node.low, node.high);
    case 'like':
      return all(node.operand, ...node.patterns, node.escape);
    case 'case':
      return all(node.operand, ...node.whens.flatMap(({ when, then }) => [when, then]), node.otherwise);
    case 'call':
      return ofCall(node, scope, inner);
    case 'subquery':
      return [valuesOf(inner(node.query, scope))];
    case 'exists':
      return [rowsOf(inner(node.query, scope))];
    case 'tuple':
    case 'array':
      return all(...node.items);
    case 'object':
      return [...all(...node.entries.map(({ value }) => value)), ...(node.star ? everything(scope) : [])];
  }
}

function ofCall(node: Call, scope: Scope, inner: Inner): readonly Derivation[] {
  const { name, args, named, lambda, withinGroup = [], over } = node;
  // COUNT(*) looks at no column, and the word for a unit is none.
  const given = args.filter(
    (arg, at) => !(name === 'COUNT' && arg.kind === 'star') && !(UNIT_AT[name] === at && isUnit(arg)),
  );
  const ordered = [...withinGroup, ...(over?.orderBy ?? [])].map(({ expression }) => expression);
  const frame = [over?.frame?.from.offset, over?.frame?.to.offset].flatMap((offset) => offset ?? []);
  const outside = [...given, ...named.values(), ...ordered, ...(over?.partitionBy ?? []), ...frame];
  return [
    ...outside.map((one) => derive(one, scope, inner)),
    ...(lambda
      ? [
          derive(
            lambda.body,
            withNames(
              scope,
              lambda.parameters.map((parameter) => parameter.name.text),
            ),
            inner,
          ),
        ]
      : []),
  ];
}

/** The argument that is a unit, by the names of functions that take one. */
const UNIT_AT: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      ...['DATEADD', 'TIMEADD', 'TIMESTAMPADD', 'DATEDIFF', 'TIMEDIFF', 'TIMESTAMPDIFF'],
      ...['DATE_PART', 'DATE_TRUNC', 'EXTRACT'],
    ].map((name) => [name, 0]),
  ),
  ...Object.fromEntries(['LAST_DAY', 'TRUNC'].map((name) => [name, 1])),
};

const isUnit = (arg: Expression): boolean =>
  arg.kind === 'column' && arg.path.length === 1 && unitNamed(arg.path[0]?.text ?? '') !== undefined;

function everything({ members }: Scope, label?: string): readonly Derivation[] {
  return members
    .filter((member) => label === undefined || member.label === label)
    .flatMap(({ columns, unknown }): readonly Derivation[] =>
      unknown === undefined ? columns : [unknownBecause(unknown)],
    );
}

/** A query's values as part of another value; what chooses its rows chooses no more than that. */
const valuesOf = ({ columns, rows, unknown }: DerivedQuery): Derivation =>
  unknown === undefined ? either([...columns, rows]) : unknownBecause(unknown);

/** Whether there are rows is all that EXISTS asks. */
function rowsOf({ columns, rows, unknown }: DerivedQuery): Derivation {
  if (unknown !== undefined) return unknownBecause(unknown);
  const conditions = asConditions([
    ...columns.map((column) => ({ ...column, values: NOTHING.values })),
    rows,
  ]);
  return { ...NOTHING, conditions };
}
