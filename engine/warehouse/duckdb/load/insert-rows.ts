import type { CopyStatement, Metadata } from './statement';
import type { StagedColumn, StagedFile } from './staged-file';
import type { TargetColumn, TargetTable } from './target-table';
import { duckdbName, duckdbText, type Connection } from '../connection';
import { COMMIT_TIME } from '../metadata';
import type { LoadError } from './history';

/** What the metadata columns of a file say. */
export interface FileMetadata {
  /** Lake key. */
  readonly key: string;
  readonly contentKey: string;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  readonly scanStartedAt: string;
}

export const METADATA: readonly Metadata[] = [
  'METADATA$FILENAME',
  'METADATA$FILE_ROW_NUMBER',
  'METADATA$FILE_CONTENT_KEY',
  'METADATA$FILE_LAST_MODIFIED',
  'METADATA$START_SCAN_TIME',
];

export function metadataExpression(metadata: Metadata, staged: StagedFile, file: FileMetadata): string {
  switch (metadata) {
    case 'METADATA$FILENAME':
      return duckdbText(file.key);
    case 'METADATA$FILE_ROW_NUMBER':
      return staged.rowNumber;
    case 'METADATA$FILE_CONTENT_KEY':
      return duckdbText(file.contentKey);
    case 'METADATA$FILE_LAST_MODIFIED':
      return `CAST(${duckdbText(file.modifiedAt.replace('Z', ''))} AS TIMESTAMP)`;
    case 'METADATA$START_SCAN_TIME':
      return `CAST(${duckdbText(file.scanStartedAt)} AS TIMESTAMP WITH TIME ZONE)`;
  }
}

interface Match {
  readonly staged: StagedColumn;
  readonly target: TargetColumn;
  readonly index: number;
}

/** Columns of the file and of the table with the same name, whatever its case, but for those that metadata fills. */
export function matches(staged: StagedFile, table: TargetTable, copy: CopyStatement): readonly Match[] {
  const filled = new Set(copy.includeMetadata.map(({ column }) => column.toUpperCase()));
  const byName = new Map(table.columns.map((column) => [column.name.toUpperCase(), column]));
  return staged.columns.flatMap((column, index) => {
    const name = column.name?.toUpperCase();
    const target = name === undefined || filled.has(name) ? undefined : byName.get(name);
    return target ? [{ staged: column, target, index }] : [];
  });
}

/** Text into a column that is not text (one that schema evolution added): it may fail, row by row. */
const checked = (all: readonly Match[]): readonly Match[] =>
  all.filter(({ staged, target }) => staged.type === 'VARCHAR' && target.type !== 'VARCHAR');

const fails = ({ staged, target }: Match): string =>
  `(nullif(${staged.column}, '') IS NOT NULL AND TRY_CAST(${staged.column} AS ${target.type}) IS NULL)`;

const valueOf = ({ staged, target }: Match): string => {
  if (staged.type === target.type) return staged.column;
  return staged.type === 'VARCHAR'
    ? `TRY_CAST(nullif(${staged.column}, '') AS ${target.type})`
    : `CAST(${staged.column} AS ${target.type})`;
};

/** The rows whose values do not fit the columns, in Snowflake's words. */
export async function misfits(
  connection: Connection,
  staged: StagedFile,
  all: readonly Match[],
): Promise<readonly LoadError[]> {
  const errors: LoadError[] = [];
  const seen = new Set<number>();
  for (const match of checked(all)) {
    const rows = await connection.rows(
      `SELECT ${staged.rowNumber}, ${match.staged.column}, to_json(_s)::VARCHAR FROM ${staged.relation} AS _s
       WHERE ${fails(match)} ORDER BY 1`,
    );
    for (const [row, value, record] of rows) {
      // One error a row: rows parsed less rows loaded is the number of errors.
      if (seen.has(Number(row))) continue;
      seen.add(Number(row));
      errors.push({
        error: `${kindName(match.target.type)} '${String(value)}' is not recognized`,
        line: 0,
        character: 0,
        column: match.target.name,
        row: Number(row),
        rejected: String(record),
      });
    }
  }
  return errors.sort((one, other) => one.row - other.row);
}

function kindName(type: string): string {
  if (type.startsWith('DECIMAL') || type.endsWith('INT') || type === 'INTEGER' || type === 'DOUBLE')
    return 'Numeric value';
  if (type === 'BOOLEAN') return 'Boolean value';
  return type === 'DATE' ? 'Date' : 'Timestamp';
}

/** Puts the rows that fit into the table, in the order of the file. @returns how many */
export async function insertMatched(
  connection: Connection,
  copy: CopyStatement,
  table: TargetTable,
  staged: StagedFile,
  file: FileMetadata,
): Promise<number> {
  const all = matches(staged, table, copy);
  const columns = [
    ...all.map((match) => ({ name: match.target.name, value: valueOf(match) })),
    ...copy.includeMetadata.map(({ column, metadata }) => ({
      name: column,
      value: metadataExpression(metadata, staged, file),
    })),
    ...(table.hasCommitTime ? [{ name: COMMIT_TIME, value: connection.timeFor(table.text) }] : []),
  ];
  const failing = checked(all).map(fails);
  const where = failing.length === 0 ? '' : ` WHERE NOT (${failing.join(' OR ')})`;
  const reader = await connection.run(
    `INSERT INTO ${table.text} (${columns.map(({ name }) => duckdbName(name)).join(', ')})
     SELECT ${columns.map(({ value }) => value).join(', ')} FROM ${staged.relation}${where}`,
  );
  return Number(reader.getRows()[0]?.[0] ?? 0);
}
