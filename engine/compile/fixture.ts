import type { Json, UnitRows } from '../project/types';

export interface FixtureColumn {
  readonly name: string;
  /** As DDL spells it; undefined where nobody says. */
  readonly type: string | undefined;
}

type Row = { readonly [column: string]: Json };

/** The rows of a unit test as a SELECT. Columns that a row leaves out are null, as in dbt. */
export function fixtureSql(rows: UnitRows, known: readonly FixtureColumn[]): string {
  if ('sql' in rows) return rows.sql.replace(/;\s*$/, '');
  const columns = allColumns(rows.dict, known);
  const type = new Map(
    columns.map((column) => [column.name, column.type ?? inferred(rows.dict, column.name)]),
  );
  const select = (row: Row): string =>
    `select ${columns.map(({ name }) => `${literal(valueOf(row, name), type.get(name))} as ${name}`).join(', ')}`;
  if (rows.dict.length === 0) return `${select({})} where false`;
  return rows.dict.map(select).join('\nunion all\n');
}

/** What is known of the relation, then what only the rows name, in the order of its first appearance. */
function allColumns(rows: readonly Row[], known: readonly FixtureColumn[]): readonly FixtureColumn[] {
  const columns = new Map(known.map((column) => [column.name.toLowerCase(), column]));
  for (const name of rows.flatMap((row) => Object.keys(row))) {
    if (!columns.has(name.toLowerCase())) columns.set(name.toLowerCase(), { name, type: undefined });
  }
  return [...columns.values()];
}

function valueOf(row: Row, column: string): Json {
  const found = Object.entries(row).find(([name]) => name.toLowerCase() === column.toLowerCase());
  return found?.[1] ?? null;
}

/**
 * Text that looks like a date or a time in every row is one: without it a model's date arithmetic would be handed
 * text. Everything else is the literal's own type; a column of nulls is left without one, and takes any.
 */
function inferred(rows: readonly Row[], column: string): string | undefined {
  const values = rows.map((row) => valueOf(row, column)).filter((value) => value !== null);
  const all = (pattern: RegExp) =>
    values.length > 0 && values.every((value) => typeof value === 'string' && pattern.test(value));
  if (all(/^\d{4}-\d\d-\d\d$/)) return 'date';
  if (all(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/)) return 'timestamp_ntz';
  if (all(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/)) return 'timestamp_tz';
  return undefined;
}

/** A value as Snowflake reads it. Not TRY_CAST as dbt: what does not fit its column is a mistake of the fixture. */
export function literal(value: Json, type: string | undefined): string {
  const plain = plainLiteral(value);
  if (type === undefined) return plain;
  if (/^(variant|object|array)\b/i.test(type) && value !== null && typeof value === 'object') {
    return /^variant/i.test(type) ? plain : `cast(${plain} as ${type})`;
  }
  return `cast(${plain} as ${type})`;
}

function plainLiteral(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textLiteral(value);
  return `parse_json(${textLiteral(JSON.stringify(value))})`;
}

/** Backslashes are escapes in Snowflake's strings. */
const textLiteral = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
