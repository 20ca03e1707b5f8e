import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail } from '../../../errors';
import type { Column, Result } from '../../port';
import { relationText } from '../../identifier';
import { duckdbName, duckdbText, type Connection } from '../connection';
import { COMMIT_TIME } from '../metadata';
import type { Cursor } from './cursor';
import { readValue } from './read-options';
import type { UnloadStatement } from './statement';

/**
 * COPY INTO '<location>' FROM <table>, the part of it that `export` uses: one file of one table, Parquet or CSV.
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-location
 */
export function readUnload(cursor: Cursor): UnloadStatement {
  const url = cursor.expectString();
  if (!cursor.take('FROM')) cursor.unexpected('Expected FROM');
  if (cursor.isSymbol('(')) cursor.refuse('COPY INTO a location from a query');
  const from = cursor.relation();
  let format: UnloadStatement['format'] | undefined;
  const flags = new Set<string>();
  while (!cursor.done) {
    const option = cursor.expectWord();
    switch (option) {
      case 'FILE_FORMAT': {
        cursor.expectSymbol('=');
        cursor.expectSymbol('(');
        if (cursor.expectWord() !== 'TYPE') cursor.unexpected('Expected TYPE');
        const type = readValue(cursor);
        if (type !== 'PARQUET' && type !== 'CSV') cursor.refuse(`COPY INTO a location as ${String(type)}`);
        else format = type;
        cursor.expectSymbol(')');
        break;
      }
      case 'SINGLE':
      case 'OVERWRITE':
      case 'HEADER': {
        if (readValue(cursor) !== 'TRUE') cursor.refuse(`${option} = FALSE`);
        flags.add(option);
        break;
      }
      default:
        cursor.refuse(`The option ${option} of COPY INTO a location`);
    }
  }
  for (const needed of ['SINGLE', 'OVERWRITE', 'HEADER'])
    if (!flags.has(needed)) cursor.refuse(`COPY INTO a location without ${needed} = TRUE`);
  if (!format) return cursor.unexpected('Expected FILE_FORMAT');
  return { kind: 'unload', url, from, format };
}

const number = (name: string): Column => ({ name, kind: 'NUMBER', type: 'NUMBER(38,0)' });

/** Parquet has no whole numbers of 128 bits: DuckDB would write them as floats, so they are written as DECIMAL. */
const written = ({ name, type }: { readonly name: string; readonly type: string }): string =>
  type === 'HUGEINT' ? `CAST(${duckdbName(name)} AS DECIMAL(38,0)) AS ${duckdbName(name)}` : duckdbName(name);

export async function unload(
  { url, from, format }: UnloadStatement,
  connection: Connection,
): Promise<Result> {
  if (!url.startsWith('file:///'))
    fail('LH551', `COPY INTO '${url}': the local database writes to this machine, file:///….`);
  const path = fileURLToPath(url);
  const relation = duckdbName(from.database, from.schema, from.name);
  const columns = (await connection.resultColumns(`SELECT * FROM ${relation}`)).filter(
    ({ name }) => name !== COMMIT_TIME,
  );
  if (columns.length === 0) fail('LH502', `${relationText(from)} has no columns.`);
  const list = columns.map(({ name, type }) => written({ name, type: type.toString() })).join(', ');
  const options = format === 'CSV' ? '(FORMAT CSV, HEADER)' : '(FORMAT PARQUET, COMPRESSION ZSTD)';
  const [row] = await connection.rows(
    `COPY (SELECT ${list} FROM ${relation}) TO ${duckdbText(path)} ${options}`,
  );
  const bytes = statSync(path).size;
  return {
    columns: [number('rows_unloaded'), number('input_bytes'), number('output_bytes')],
    rows: [[Number(row?.[0] ?? 0), bytes, bytes]],
  };
}
