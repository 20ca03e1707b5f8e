import type { Cell, Column, Result, Session, Warehouse } from '../../engine/warehouse/port';

/** Bound values as the driver sends them: text, with a type. */
export type Bindings = {
  readonly [position: string]: { readonly type: string; readonly value: string | null };
};

/** A result as Snowflake puts it on the wire. */
interface Wire {
  readonly rowtype: readonly object[];
  readonly rowset: readonly (readonly (string | null)[])[];
  readonly statementTypeId: number;
  readonly [name: string]: unknown;
}

const SELECT = 0x1000;
const DML: readonly (readonly [statement: RegExp, id: number, column: string])[] = [
  [/^insert/i, 0x3100, 'number of rows inserted'],
  [/^update/i, 0x3200, 'number of rows updated'],
  [/^delete/i, 0x3300, 'number of rows deleted'],
  [/^merge/i, 0x3400, 'number of rows inserted'],
];

const text = (name: string): Column => ({ name, kind: 'TEXT', type: 'VARCHAR' });

/** The statement's result from the warehouse behind, on the wire. What the local engine has no word for is asked of the port. */
export async function answerTo(
  warehouse: Warehouse,
  session: Session,
  sql: string,
  bindings: Bindings | undefined,
  parameters: { readonly [name: string]: unknown },
): Promise<Wire> {
  if (/^alter session set timezone/i.test(sql)) return wire({ columns: [text('status')], rows: [['ok']] });
  if (/^show terse objects/i.test(sql)) return wire(await shownObjects(warehouse));
  const described = /^describe table (\w+)\.(\w+)\.(\w+)$/i.exec(sql);
  if (described) return wire(await describedTable(warehouse, described));
  if (/system\$last_change/i.test(sql)) return wire(await commitTimes(warehouse, sql));
  const limit = Number(parameters['ROWS_PER_RESULTSET'] ?? 0);
  const result = await session.query(sql, {
    binds: Object.values(bindings ?? {}).map(bound),
    ...(limit > 0 ? { maxRows: limit } : {}),
  });
  const [, id, column] = DML.find(([statement]) => statement.test(sql.trim())) ?? [];
  if (id === undefined || column === undefined) return wire(result);
  const counted = {
    columns: [{ name: column, kind: 'NUMBER', type: 'NUMBER(38,0)' } as const],
    rows: [[result.rowsAffected ?? 0]],
  };
  if (column !== 'number of rows updated') return wire(counted, id);
  // Snowflake counts here the rows that matched several times; they are among the updated ones.
  const [joined] = [
    { name: 'number of multi-joined rows updated', kind: 'NUMBER', type: 'NUMBER(38,0)' } as const,
  ];
  return wire(
    { columns: [...counted.columns, joined], rows: [[result.rowsAffected ?? 0, result.rowsAffected ?? 0]] },
    id,
  );
}

/** Of an anonymous block of Snowflake Scripting that returns nothing. */
export const blockAnswer = (): Wire => wire({ columns: [text('anonymous block')], rows: [[null]] });

function bound({ type, value }: Bindings[string]): Cell {
  if (value === null) return null;
  if (type === 'BOOLEAN') return value.toLowerCase() === 'true';
  return type === 'FIXED' || type === 'REAL' ? Number(value) : value;
}

async function shownObjects(warehouse: Warehouse): Promise<Result> {
  return {
    columns: ['created_on', 'name', 'kind', 'database_name', 'schema_name'].map(text),
    rows: (await warehouse.catalog()).map(({ database, schema, name, kind }) => [
      '2026-01-01',
      name,
      kind.toUpperCase(),
      database,
      schema,
    ]),
  };
}

async function describedTable(
  warehouse: Warehouse,
  [, database = '', schema = '', name = '']: RegExpExecArray,
): Promise<Result> {
  const columns = await warehouse.columns({ database, schema, name });
  // The local engine says it in Snowflake's words.
  if (!columns) return warehouse.query(`SELECT * FROM ${database}.${schema}.${name}`);
  const declared = (type: string): string =>
    type.replace(/^VARCHAR$/, 'VARCHAR(16777216)').replace(/^(TIMESTAMP_\w+|TIME)$/, '$1(9)');
  return {
    columns: ['name', 'type', 'kind'].map(text),
    rows: columns.map(({ name: column, type }) => [column, declared(type), 'COLUMN']),
  };
}

async function commitTimes(warehouse: Warehouse, sql: string): Promise<Result> {
  const asked = [...sql.matchAll(/\('(\w+)\.(\w+)\.(\w+)'\)/g)].map(
    ([, database = '', schema = '', name = '']) => ({ database, schema, name }),
  );
  const tokens = await warehouse.changeTokens(asked);
  const missing = asked[tokens.indexOf(undefined)];
  if (missing) return warehouse.query(`SELECT * FROM ${missing.database}.${missing.schema}.${missing.name}`);
  return {
    columns: tokens.map((_, index) => text(`T${index}`)),
    rows: [tokens.map((token) => token ?? null)],
  };
}

export function wire({ columns, rows }: Result, statementTypeId = SELECT): Wire {
  return {
    parameters: [
      { name: 'TIMEZONE', value: 'UTC' },
      { name: 'TIME_OUTPUT_FORMAT', value: 'HH24:MI:SS.FF9' },
      { name: 'BINARY_OUTPUT_FORMAT', value: 'HEX' },
    ],
    rowtype: columns.map(rowType),
    rowset: rows.map((row) => row.map((cell, index) => onWire(cell, columns[index]))),
    total: rows.length,
    returned: rows.length,
    queryId: '01234567-0000-0000-0000-000000000000',
    statementTypeId,
    version: 1,
  };
}

const WIRE_NAMES: { readonly [kind: string]: string } = { NUMBER: 'fixed', FLOAT: 'real', TEXT: 'text' };

function rowType({ name, kind, type }: Column): object {
  const [, precision = 38, scale = 0] = /^NUMBER\((\d+),(\d+)\)/.exec(type) ?? [];
  const clock = kind === 'TIME' || kind.startsWith('TIMESTAMP');
  return {
    name,
    type: WIRE_NAMES[kind] ?? kind.toLowerCase(),
    nullable: true,
    precision: Number(precision),
    scale: clock ? 9 : Number(scale),
  };
}

/** Dates are days since 1970, times and timestamps seconds with nine digits, booleans 1 and 0; all of it text. */
function onWire(cell: Cell, column: Column | undefined): string | null {
  if (cell === null) return null;
  const value = String(cell);
  switch (column?.kind) {
    case 'BOOLEAN':
      return cell === true ? '1' : '0';
    case 'DATE':
      return String(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
    case 'TIME':
      return seconds(`1970-01-01 ${value}`);
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
      return seconds(value.replace(/ \+0000$/, ''));
    case 'TIMESTAMP_TZ':
      return `${seconds(value.replace(/ \+0000$/, ''))} 1440`;
    default:
      return value;
  }
}

/** A moment before 1970 is a negative number, fraction and all. */
function seconds(moment: string): string {
  const [whole = '', fraction = ''] = moment.split('.');
  const nanos =
    BigInt(Date.parse(`${whole.replace(' ', 'T')}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  const size = nanos < 0n ? -nanos : nanos;
  return `${nanos < 0n ? '-' : ''}${size / 1_000_000_000n}.${String(size % 1_000_000_000n).padStart(9, '0')}`;
}
