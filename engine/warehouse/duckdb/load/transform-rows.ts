import type { DuckDBConnection } from '@duckdb/node-api';
import type { FileFormat } from '../../../landing/file-format';
import { identifier, relationText } from '../../identifier';
import { duckdbName, type Connection } from '../connection';
import type { Database } from '../database';
import { tokenize } from '../translate/syntax/tokens';
import { metadataExpression, type FileMetadata } from './insert-rows';
import type { CopyStatement, Metadata } from './statement';
import type { StagedFile } from './staged-file';

const METADATA_COLUMNS: readonly Metadata[] = [
  'METADATA$FILENAME',
  'METADATA$FILE_ROW_NUMBER',
  'METADATA$FILE_CONTENT_KEY',
  'METADATA$FILE_LAST_MODIFIED',
  'METADATA$START_SCAN_TIME',
];

/** `$1`, `$2`, … and the metadata columns as quoted names, which the translator takes for what they are: columns. */
function asColumns(select: string): { readonly select: string; readonly fields: number } {
  const tokens = tokenize(select);
  let text = '';
  let from = 0;
  let fields = 0;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (
      token.kind === 'symbol' &&
      token.text === '$' &&
      next?.kind === 'number' &&
      next.start === token.end
    ) {
      text += `${select.slice(from, token.start)}"$${next.text}"`;
      from = next.end;
      fields = Math.max(fields, Number(next.text));
    } else if (token.kind === 'word' && METADATA_COLUMNS.some((name) => name === token.text)) {
      text += `${select.slice(from, token.start)}"${token.text}"`;
      from = token.end;
    }
  }
  return { select: text + select.slice(from), fields };
}

/** How many fields of a row the select list uses. */
export const fieldsUsed = (select: string): number => asColumns(select).fields;

/** Runs the select list over the file's rows and puts what it gives into the table. @returns how many rows */
export async function insertTransformed(
  connection: Connection,
  loader: DuckDBConnection,
  database: Database,
  copy: CopyStatement & { readonly select: string },
  staged: StagedFile,
  format: FileFormat,
  catalog: string,
  file: FileMetadata,
): Promise<number> {
  const { select } = asColumns(copy.select);
  const fields = staged.columns.map(({ column }, index) => {
    const value = format.type === 'JSON' ? `CAST(${column} AS JSON)` : column;
    return `${value} AS ${duckdbName(`$${index + 1}`)}`;
  });
  const metadata = METADATA_COLUMNS.map(
    (name) => `${metadataExpression(name, staged, file)} AS ${duckdbName(name)}`,
  );
  const view = duckdbName(catalog, 'main', 'SOURCE');
  await loader.run(
    `CREATE VIEW ${view} AS SELECT ${[...fields, ...metadata].join(', ')} FROM ${staged.relation}`,
  );
  const columns = copy.columns ? ` (${copy.columns.map(identifier).join(', ')})` : '';
  const source = relationText({ database: catalog, schema: 'main', name: 'SOURCE' });
  const translation = database.translate(
    `INSERT INTO ${relationText(copy.target)}${columns} SELECT ${select} FROM ${source}`,
  );
  let inserted = 0;
  for (const statement of translation.statements) {
    const reader = await connection.run(statement);
    inserted = Number(reader.getRows()[0]?.[0] ?? 0);
  }
  return inserted;
}
