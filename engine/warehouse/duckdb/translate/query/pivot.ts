import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import { renamed, type TypedColumn } from '../scope/columns';
import type { Alias, Call, Expression, From, Name, Path, Query, SelectItem } from '../syntax/ast';
import { aliased, relation, type CompiledRelation } from './relation';

type Node<K extends From['kind']> = Extract<From, { kind: K }>;

const AGGREGATES: ReadonlySet<string> = new Set(['SUM', 'COUNT', 'MIN', 'MAX', 'AVG']);

/**
 * PIVOT is a GROUP BY of the columns that it does not name, with an aggregate for each value: so it is translated as one.
 * https://docs.snowflake.com/en/sql-reference/constructs/pivot
 */
export function pivot(node: Node<'pivot'>, env: Environment): CompiledRelation {
  const { text, columns } = env.query(grouped(node, columnsOf(node.input, 'PIVOT', env)), env);
  return derived(text, columns, node.alias, '_PIVOT');
}

function grouped(node: Node<'pivot'>, columns: readonly TypedColumn[]): Query {
  const { aggregate, at } = node;
  const [argument] = aggregate.args;
  if (!AGGREGATES.has(aggregate.name) || aggregate.args.length !== 1 || aggregate.distinct || aggregate.over)
    refuse(
      `PIVOT with this ${aggregate.name}`,
      aggregate.at,
      'Use SUM, COUNT, MIN, MAX or AVG of one column.',
    );
  if (argument?.kind !== 'column')
    return refuse('PIVOT of anything but a column', aggregate.at, 'Compute it in a subquery.');
  const named = new Set([node.column.text, argument.path.at(-1)?.text]);
  const kept = columns.filter((column) => !named.has(column.name)).map((column) => nameAt(column.name, at));
  const keys = kept.map((key): Expression => ({ kind: 'column', path: [key], at }));
  const items: readonly SelectItem[] = [
    ...keys.map((expression, index) => ({ expression, alias: kept[index], source: '' })),
    ...node.values.map((value) => ({
      expression: valueOf(node, argument, value.value),
      alias: value.alias && !node.suffix ? value.alias : nameAt(columnName(node, value), at),
      source: '',
    })),
  ];
  const elements = keys.map((expression) => ({ kind: 'item', expression }) as const);
  const groupBy = elements.length > 0 ? ({ kind: 'list', elements } as const) : undefined;
  const body = { kind: 'select', distinct: false, items, from: node.input, groupBy, at } as const;
  return { with: [], body, orderBy: [], at };
}

const nameAt = (text: string, at: number): Name => ({ text, quoted: true, at });

/** The aggregate over the rows of one value. */
function valueOf(node: Node<'pivot'>, argument: Expression, value: Expression): Expression {
  if (value.kind !== 'string' && value.kind !== 'number')
    refuse('PIVOT by a value that is no literal', value.at);
  const { at } = value;
  const path: Path = [node.column];
  const when: Expression = {
    kind: 'binary',
    operator: '=',
    left: { kind: 'column', path, at },
    right: value,
    at,
  };
  const rows: Expression = { kind: 'case', whens: [{ when, then: argument }], at };
  const call: Call = { ...node.aggregate, args: [rows] };
  if (!node.defaultOnNull) return call;
  return { ...call, name: 'COALESCE', args: [call, node.defaultOnNull] };
}

/** As the value is written, quotes and all: `'2023_Q1'`; with the name of the aggregate `'2023_Q1_TOTAL'`. */
function columnName(node: Node<'pivot'>, value: Node<'pivot'>['values'][number]): string {
  const base = value.alias?.text ?? value.source;
  if (!node.suffix) return base;
  const [end, quote] = base.endsWith("'") ? [base.slice(0, -1), "'"] : [base, ''];
  return `${end}_${node.suffix.text}${quote}`;
}

/** The names become texts in capitals. https://docs.snowflake.com/en/sql-reference/constructs/unpivot */
export function unpivot(node: Node<'unpivot'>, env: Environment): CompiledRelation {
  const columns = columnsOf(node.input, 'UNPIVOT', env);
  const turned = new Set(node.columns.map(({ column }) => column.text));
  const types = [...new Set(columns.filter((column) => turned.has(column.name)).map(({ type }) => type))];
  if (types.length > 1)
    refuse(
      `UNPIVOT of columns of different types (${types.join(', ')})`,
      node.at,
      'Cast them to one type first.',
    );
  const listed = node.columns.map(
    ({ column, alias }) => `${name(column)} AS ${literal(alias ?? column.text)}`,
  );
  const nulls = node.includeNulls ? 'INCLUDE NULLS ' : '';
  const [type = 'unknown'] = types;
  const typed: readonly TypedColumn[] = [
    ...columns.filter((column) => !turned.has(column.name)),
    { name: node.name.text, type: 'text' },
    { name: node.value.text, type },
  ];
  const shown = typed.map((column) => identifier(column.name)).join(', ');
  const text = `SELECT ${shown} FROM ${relation(node.input, env).text} UNPIVOT ${nulls}(${name(node.value)} FOR ${name(node.name)} IN (${listed.join(', ')}))`;
  return derived(text, typed, node.alias, '_UNPIVOT');
}

/** The columns of what is turned: a single relation, whose columns have to be known. */
function columnsOf(input: From, where: string, env: Environment): readonly TypedColumn[] {
  const { members } = relation(input, env);
  const [only] = members;
  if (!only?.columns || members.length > 1)
    return refuse(
      `${where} of a relation whose columns are not known`,
      input.at,
      'Select the columns in a subquery.',
    );
  return only.columns.filter((column) => !only.unshown?.includes(column.name));
}

function derived(
  text: string,
  columns: CompiledRelation['members'][number]['columns'],
  alias: Alias | undefined,
  fallback: string,
): CompiledRelation {
  return {
    text: `(${text})${alias ? aliased(alias) : ` AS ${identifier(fallback)}`}`,
    members: [
      { label: alias?.name.text ?? fallback, columns: alias ? renamed(columns, alias.columns) : columns },
    ],
  };
}
