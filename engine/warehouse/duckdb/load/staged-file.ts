import { rm } from 'node:fs/promises';
import { BIGINT, DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../../errors';
import type { CsvFormat, FileFormat, JsonFormat } from '../../../landing/file-format';
import { parseFile, UnreadableFile, type BadRow } from '../../../landing/parse';
import { spool } from '../../../landing/spool';
import { fileShape, type ShapeOfFile } from '../../../landing/parse/shape';
import { duckdbName, duckdbText } from '../connection';

export interface StagedColumn {
  /** As the file has it; undefined where its rows have positions only. */
  readonly name: string | undefined;
  /** Name in the staging table. */
  readonly column: string;
  /** DuckDB's type. */
  readonly type: string;
}

/**
 * A file's rows in a table of their own, in a database in memory that is filled over a connection of its own: a file
 * that DuckDB cannot read does not abort the transaction of the load.
 */
export interface StagedFile {
  /** Quoted name of the table. */
  readonly relation: string;
  /** SQL expression of METADATA$FILE_ROW_NUMBER. */
  readonly rowNumber: string;
  readonly columns: readonly StagedColumn[];
  readonly rows: number;
  readonly bad: readonly BadRow[];
}

/** Where a file may be read: its bytes, and its path where it lies on this machine. */
export interface FileContent {
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly path: string | undefined;
  /** Where a copy may lie for a moment. */
  readonly spool: string;
}

/** A chunk of DuckDB has room for so many rows. */
const CHUNK = 2048;

const textColumns = (header: readonly string[] | undefined, width: number): readonly StagedColumn[] =>
  Array.from({ length: width }, (_, index) => ({
    name: header?.[index],
    column: `C${index}`,
    type: 'VARCHAR',
  }));

/** @param fields how many fields of a row without a header are wanted */
export async function stageFile(
  loader: DuckDBConnection,
  catalog: string,
  file: FileContent,
  format: FileFormat,
  fields: number,
): Promise<StagedFile> {
  const relation = duckdbName(catalog, 'main', 'F');
  if (format.type === 'PARQUET') return stageParquet(loader, relation, file);
  if (format.type === 'CSV' && file.path !== undefined) {
    const shape = await fileShape(file.open(), format);
    const staged = shape && (await stageByDuckdb(loader, relation, file.path, format, shape));
    if (staged) return staged;
    await loader.run(`DROP TABLE IF EXISTS ${relation}`);
  }
  return stageByParser(loader, catalog, relation, file, format, fields);
}

/**
 * DuckDB reads a file whose every record was seen to be regular, several times faster than the parser. It has the last
 * word: where it refuses the file or counts other rows, the parser reads it.
 */
async function stageByDuckdb(
  loader: DuckDBConnection,
  relation: string,
  path: string,
  format: CsvFormat,
  shape: ShapeOfFile,
): Promise<StagedFile | undefined> {
  const columns = textColumns(shape.header, shape.width);
  // A delimiter that the file does not have makes one field of each line.
  const delimiter = format.fieldDelimiter ?? '\u0001';
  const quote = format.fieldOptionallyEnclosedBy ?? '';
  const options = [
    'auto_detect = false',
    `columns = {${columns.map(({ column }) => `'${column}': 'VARCHAR'`).join(', ')}}`,
    `delim = ${duckdbText(delimiter)}`,
    `quote = ${duckdbText(quote)}`,
    `escape = ${duckdbText(quote)}`,
    `header = ${String(shape.header !== undefined)}`,
    'strict_mode = true',
    "nullstr = ''",
    'allow_quoted_nulls = false',
    "compression = 'none'",
  ];
  try {
    await loader.run(
      `CREATE TABLE ${relation} AS SELECT * FROM read_csv(${duckdbText(path)}, ${options.join(', ')})`,
    );
  } catch {
    // Whatever DuckDB has against the file, the parser reads it, or says it in Snowflake's words.
    return undefined;
  }
  const counted = await loader.runAndReadAll(`SELECT count(*)::INTEGER FROM ${relation}`);
  if (counted.getRows()[0]?.[0] !== shape.rows) return undefined;
  return { relation, rowNumber: 'rowid + 1', columns, rows: shape.rows, bad: [] };
}

async function stageByParser(
  loader: DuckDBConnection,
  catalog: string,
  relation: string,
  file: FileContent,
  format: CsvFormat | JsonFormat,
  fields: number,
): Promise<StagedFile> {
  const parsed = await parseFile(file.open(), format);
  const columns = textColumns(parsed.header, parsed.header?.length ?? fields);
  await loader.run(
    `CREATE TABLE ${relation} (${columns.map(({ column }) => `${column} VARCHAR, `).join('')}ROW_NUMBER BIGINT)`,
  );
  const types = [...columns.map(() => VARCHAR), BIGINT];
  const appender = await loader.createAppender('F', 'main', catalog);
  const bad: BadRow[] = [];
  let rows = 0;
  for await (const batch of parsed.batches) {
    bad.push(...batch.bad);
    rows += batch.rows.length;
    for (let from = 0; from < batch.rows.length; from += CHUNK) {
      const slice = batch.rows.slice(from, from + CHUNK);
      const chunk = DuckDBDataChunk.create(types, slice.length);
      chunk.setColumns([
        ...columns.map((_, index) => slice.map((row) => row.fields[index] ?? null)),
        slice.map((row) => BigInt(row.row)),
      ]);
      appender.appendDataChunk(chunk);
    }
  }
  appender.closeSync();
  return { relation, rowNumber: 'ROW_NUMBER', columns, rows, bad };
}

async function stageParquet(
  loader: DuckDBConnection,
  relation: string,
  file: FileContent,
): Promise<StagedFile> {
  // Its directory stands at its end, so DuckDB wants a file of this machine.
  const copied = file.path === undefined ? await spool(file.spool, file.open(), new Date()) : undefined;
  const read = `read_parquet(${duckdbText(file.path ?? copied?.path ?? '')}, hive_partitioning = false)`;
  try {
    await loader.run(`CREATE TABLE ${relation} AS SELECT * FROM ${read}`);
  } catch (error: unknown) {
    throw new UnreadableFile(messageOf(error));
  } finally {
    if (copied) await rm(copied.path, { force: true });
  }
  const described = await loader.runAndReadAll(`DESCRIBE ${relation}`);
  const columns = described.getRows().map(([name, type]): StagedColumn => {
    const column = String(name);
    return { name: column, column: duckdbName(column), type: String(type) };
  });
  const counted = await loader.runAndReadAll(`SELECT count(*)::INTEGER FROM ${relation}`);
  return { relation, rowNumber: 'rowid + 1', columns, rows: Number(counted.getRows()[0]?.[0]), bad: [] };
}
