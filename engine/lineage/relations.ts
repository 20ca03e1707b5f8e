import type { Alias, From } from '../warehouse/duckdb/translate/syntax/ast';
import { asConditions, computed, NOTHING, either, type Derivation, type DerivedColumn } from './derivation';
import { derive } from './expressions';
import type { Deriving } from './query';
import { resolve, scopeOf, type Member, type Scope } from './scope';

/** The relations of a FROM, and what decides which of their rows meet. */
export interface DerivedFrom {
  readonly members: readonly Member[];
  readonly rows: readonly Derivation[];
  /** What `*` shows, in order: a column that two sides share is one, and comes first. */
  readonly shown: readonly DerivedColumn[];
  readonly unknown?: string | undefined;
}

export function relations(node: From, deriving: Deriving, outer: Scope): DerivedFrom {
  switch (node.kind) {
    case 'table': {
      const { rows, ...known } = deriving.table(node.path);
      return one(named(node.alias, node.path.at(-1)?.text, known), rows ? [rows] : []);
    }
    case 'derived': {
      const { columns, rows, unknown } = deriving.query(node.query, outer);
      return one(named(node.alias, undefined, { columns, unknown }), [rows]);
    }
    case 'values': {
      const scope = scopeOf([], outer);
      const width = Math.max(0, ...node.rows.map((row) => row.length));
      const columns = Array.from({ length: width }, (_, at): DerivedColumn => ({
        name: `COLUMN${String(at + 1)}`,
        ...either(node.rows.flatMap((row) => (row[at] ? [derive(row[at], scope, deriving.query)] : []))),
      }));
      return one(named(node.alias, undefined, { columns }));
    }
    case 'function': {
      const { args, named: byName } = node.call;
      const from = [...args, ...byName.values()].map((arg) => derive(arg, outer, deriving.query));
      const columns = (TABLE_FUNCTIONS[node.call.name] ?? []).map((name) => ({ name, ...computed(from) }));
      const unknown =
        columns.length === 0 && node.call.name !== 'GENERATOR' ? `${node.call.name} is not known` : undefined;
      // How many rows it gives is decided by what it is given.
      return one(named(node.alias, undefined, { columns, unknown }), from);
    }
    case 'join':
      return joined(node, deriving, outer);
    case 'pivot': {
      const input = relations(node.input, deriving, outer);
      const scope = scopeOf(input.members, outer);
      const argument = computed(node.aggregate.args.map((arg) => derive(arg, scope, deriving.query)));
      const turned = resolve(scope, [node.column]);
      const gone = new Set([node.column.text, ...node.aggregate.args.map(lastName)]);
      const kept = input.shown.filter(({ name }) => !gone.has(name));
      const made = node.values.map((value) => ({
        name: pivoted(node, value),
        ...computed([argument, turned]),
      }));
      return one(named(node.alias, '_PIVOT', { columns: [...kept, ...made], unknown: input.unknown }), [
        ...input.rows,
        // Its other columns are what it groups by.
        { ...NOTHING, conditions: asConditions(kept) },
      ]);
    }
    case 'unpivot': {
      const input = relations(node.input, deriving, outer);
      const turned = new Set(node.columns.map(({ column }) => column.text));
      const values = either(input.shown.filter(({ name }) => turned.has(name)));
      const columns = [
        ...input.shown.filter(({ name }) => !turned.has(name)),
        { name: node.name.text, ...NOTHING },
        { name: node.value.text, ...values },
      ];
      return one(named(node.alias, '_UNPIVOT', { columns, unknown: input.unknown }), [
        ...input.rows,
        { ...NOTHING, conditions: asConditions([values]) },
      ]);
    }
    case 'sample':
      return relations(node.input, deriving, outer);
  }
}

/** https://docs.snowflake.com/en/sql-reference/functions/flatten, …/split_to_table, …/strtok_split_to_table */
const TABLE_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  FLATTEN: ['SEQ', 'KEY', 'PATH', 'INDEX', 'VALUE', 'THIS'],
  SPLIT_TO_TABLE: ['SEQ', 'INDEX', 'VALUE'],
  STRTOK_SPLIT_TO_TABLE: ['SEQ', 'INDEX', 'VALUE'],
};

type Known = Pick<Member, 'columns' | 'unknown'>;

function named(alias: Alias | undefined, label: string | undefined, { columns, unknown }: Known): Member {
  return {
    label: alias?.name.text ?? label,
    columns: columns.map((column, at) => ({ ...column, name: alias?.columns[at]?.text ?? column.name })),
    unknown,
  };
}

const one = (member: Member, rows: readonly Derivation[] = []): DerivedFrom => ({
  members: [member],
  rows,
  shown: member.columns.filter(({ name }) => !name.startsWith('METADATA$')),
  unknown: member.unknown,
});

function joined(node: Extract<From, { kind: 'join' }>, deriving: Deriving, outer: Scope): DerivedFrom {
  const left = relations(node.left, deriving, outer);
  // What is LATERAL on the right may name the left side.
  const right = relations(node.right, deriving, scopeOf(left.members, outer));
  const members = [...left.members, ...right.members];
  const scope = scopeOf(members, outer);
  const of = ({ shown }: DerivedFrom, name: string): readonly DerivedColumn[] =>
    shown.filter((column) => column.name === name);
  const shared = node.natural
    ? left.shown.map(({ name }) => name).filter((name) => of(right, name).length > 0)
    : node.using.map(({ text }) => text);
  const once = shared.map((name): DerivedColumn => ({
    name,
    ...either([...of(left, name), ...of(right, name)]),
  }));
  const conditions = [node.on, node.match].flatMap((on) => (on ? [derive(on, scope, deriving.query)] : []));
  return {
    members,
    rows: [...left.rows, ...right.rows, ...conditions, ...once],
    shown: [...once, ...[...left.shown, ...right.shown].filter(({ name }) => !shared.includes(name))],
    unknown: left.unknown ?? right.unknown,
  };
}

const lastName = (arg: {
  readonly kind: string;
  readonly path?: readonly { readonly text: string }[];
}): string => (arg.kind === 'column' ? (arg.path?.at(-1)?.text ?? '') : '');

/** As the value is written, quotes and all; with the name of the aggregate at its end. */
function pivoted(
  { suffix }: Extract<From, { kind: 'pivot' }>,
  { alias, source }: Extract<From, { kind: 'pivot' }>['values'][number],
): string {
  const base = alias?.text ?? source;
  if (!suffix) return base;
  const [end, quote] = base.endsWith("'") ? [base.slice(0, -1), "'"] : [base, ''];
  return `${end}_${suffix.text}${quote}`;
}
