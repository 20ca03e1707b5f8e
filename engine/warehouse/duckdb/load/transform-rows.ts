import type { DuckDBConnection } from '@duckdb/node-api';
import type { FileFormat } from '../../../landing/file-format';
import { relationText } from '../../identifier';
import { duckdbName, type Connection } from '../connection';
import { describe } from '../describe';
import type { Database } from '../database';
import { COMMIT_TIME } from '../metadata';
import { refuse } from '../translate/refusal';
import { assignedQuery, storageOf } from '../translate/statements/assignment';
import { tokenize, type Token } from '../translate/syntax/tokens';
import { metadataExpression, METADATA, type FileMetadata } from './insert-rows';
import type { CopyStatement } from './statement';
import type { StagedFile } from './staged-file';
import type { TargetTable } from './target-table';

/** A COPY transformation as an ordinary SELECT over a view of the file's rows. */
export interface Transformation {
  /** The select list, with the view's columns for what only a COPY has. */
  readonly select: string;
  /** How many fields of a row it uses. */
  readonly fields: number;
}

const is = (token: Token | undefined, text: string): boolean =>
  token !== undefined && token.text === text && (token.kind === 'symbol' || token.kind === 'word');

const fieldName = (position: number): string => `$${position}`;
const checkName = (position: number): string => `CHECK_JSON($${position})`;

/**
 * `$1`, metadata columns and `CHECK_JSON($1) IS [NOT] NULL` become columns of the view. CHECK_JSON is known in this
 * form alone: its texts are Snowflake's own, that there is one says whether the field is JSON.
 */
export function transformation(select: string): Transformation {
  const tokens = tokenize(select);
  let text = '';
  let from = 0;
  let fields = 0;
  const replace = (first: Token, last: Token, column: string): void => {
    text += select.slice(from, first.start) + `"${column}"`;
    from = last.end;
  };
  for (const [index, token] of tokens.entries()) {
    if (token.start < from) continue;
    const next = tokens[index + 1];
    if (is(token, '$') && next?.kind === 'number') {
      fields = Math.max(fields, Number(next.text));
      replace(token, next, fieldName(Number(next.text)));
    } else if (token.kind === 'word' && METADATA.some((name) => name === token.text)) {
      replace(token, token, token.text);
    } else if (is(token, 'CHECK_JSON')) {
      const [open, dollar, position, close] = tokens.slice(index + 1, index + 5);
      const tested = is(tokens[index + 5], 'IS');
      const known =
        is(open, '(') && is(dollar, '$') && position?.kind === 'number' && is(close, ')') && tested;
      if (!known || !close) refuse('CHECK_JSON other than CHECK_JSON($1) IS NULL', token.start);
      fields = Math.max(fields, Number(position.text));
      replace(token, close, checkName(Number(position.text)));
    }
  }
  return { select: text + select.slice(from), fields };
}

/** What the view shows of a field of the file. */
export const fieldColumns = (format: FileFormat, columns: readonly string[]): readonly string[] =>
  columns.flatMap((column, index) => [
    `${format.type === 'JSON' ? `CAST(${column} AS JSON)` : column} AS ${duckdbName(fieldName(index + 1))}`,
    `CASE WHEN ${column} IS NULL OR json_valid(${column}) THEN NULL ELSE 'not JSON' END AS ${duckdbName(checkName(index + 1))}`,
  ]);

/** Makes the view SOURCE beside the file's rows. */
export async function createSource(
  loader: DuckDBConnection,
  catalog: string,
  staged: StagedFile,
  format: FileFormat,
  file: FileMetadata,
): Promise<void> {
  const fields = fieldColumns(
    format,
    staged.columns.map(({ column }) => column),
  );
  const metadata = METADATA.map((name) => `${metadataExpression(name, staged, file)} AS ${duckdbName(name)}`);
  await loader.run(
    `CREATE VIEW ${duckdbName(catalog, 'main', 'SOURCE')} AS ` +
      `SELECT ${[...fields, ...metadata].join(', ')} FROM ${staged.relation}`,
  );
}

/** Runs the select list over the view SOURCE and puts what it gives into the table. @returns how many rows */
export async function insertTransformed(
  connection: Connection,
  database: Database,
  copy: CopyStatement,
  table: TargetTable,
  { select }: Transformation,
  catalog: string,
): Promise<number> {
  const source = relationText({ database: catalog, schema: 'main', name: 'SOURCE' });
  const translation = await database.translations.of(`SELECT ${select} FROM ${source}`, {
    columns: (relation) => describe(connection, relation, true),
  });
  const names = copy.columns ?? table.columns.map(({ name }) => name);
  const { database: target, schema, name } = copy.target;
  const known = await describe(connection, [target, schema, name], true);
  const targets = names.map((column) => {
    const found = known?.find((one) => one.name.toUpperCase() === column.toUpperCase());
    return found && storageOf(found.type, found.stored);
  });
  const query = assignedQuery(
    { text: translation.statements[0] ?? '', columns: translation.columns },
    targets,
  );
  // The commit time goes in with the rows: written afterwards it would cost an UPDATE of all of them.
  const time = table.hasCommitTime ? connection.timeFor(table.text) : undefined;
  const columns = [...names, ...(time === undefined ? [] : [COMMIT_TIME])].map((column) =>
    duckdbName(column),
  );
  const reader = await connection.run(
    `INSERT INTO ${table.text} (${columns.join(', ')}) SELECT *${time === undefined ? '' : `, ${time}`} FROM (${query})`,
  );
  return Number(reader.getRows()[0]?.[0] ?? 0);
}
