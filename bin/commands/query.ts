import type { Cell, Column, Result, Warehouse } from '../../engine/warehouse/port';
import { prepareHome } from '../../local/home/open';
import { connectOwner } from '../../local/owner';
import type { GlobalOptions, Io } from '../io';
import { count } from '../output/amount';
import { printJson, table } from '../output/answer';

export async function query(options: QueryCommandOptions, io: Io, sql: string): Promise<number> {
  return queryOn(await connectOwner(prepareHome(options).home), options, io, sql);
}

export type QueryCommandOptions = GlobalOptions & { readonly limit?: number };

/** Closes the warehouse afterwards. */
export async function queryOn(
  warehouse: Warehouse,
  options: QueryCommandOptions,
  io: Io,
  sql: string,
): Promise<number> {
  try {
    const result = await warehouse.query(sql, options.limit === undefined ? {} : { maxRows: options.limit });
    if (options.json) printJson(io, rowObjects(result));
    else io.out.write(resultTable(result, io.out.width));
    return 0;
  } finally {
    await warehouse.close();
  }
}

/** Rows as objects with lower-case names; VARIANT values as JSON and not as its text. */
function rowObjects({ columns, rows }: Result): unknown[] {
  const names = uniqueNames(columns);
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, i) => [names[i], jsonValue(column, row[i] ?? null)])),
  );
}

/** Two columns of one name would hide one another in an object: the second is `name_2`. */
function uniqueNames(columns: readonly Column[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const lower = name.toLowerCase();
    const times = (seen.get(lower) ?? 0) + 1;
    seen.set(lower, times);
    return times === 1 ? lower : `${lower}_${times}`;
  });
}

function jsonValue({ kind }: Column, cell: Cell): unknown {
  const isSemiStructured = kind === 'VARIANT' || kind === 'OBJECT' || kind === 'ARRAY';
  return isSemiStructured && typeof cell === 'string' ? (JSON.parse(cell) as unknown) : cell;
}

function resultTable({ columns, rows, rowsAffected }: Result, width: number): string {
  if (columns.length === 0) return `${count(rowsAffected ?? 0, 'row')} affected\n`;
  const names = columns.map(({ name }) => name.toLowerCase());
  return `${table(names, rows, width)}${count(rows.length, 'row')}\n`;
}
