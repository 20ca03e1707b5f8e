import { relationIn, type Cursor } from './cursor';
import { readFormat, readValue } from './read-options';
import type { CopyStatement, FormatReference, Metadata, StageLocation } from './statement';

const METADATA: readonly Metadata[] = [
  'METADATA$FILENAME',
  'METADATA$FILE_ROW_NUMBER',
  'METADATA$FILE_CONTENT_KEY',
  'METADATA$FILE_LAST_MODIFIED',
  'METADATA$START_SCAN_TIME',
];

/** `FILE_FORMAT = (FORMAT_NAME = 'x')` or `FILE_FORMAT = (TYPE = CSV …)`, after the words. */
export function readFormatReference(cursor: Cursor, database: string): FormatReference {
  cursor.expectSymbol('=');
  cursor.expectSymbol('(');
  if (!cursor.take('FORMAT_NAME')) {
    const format = readFormat(cursor);
    cursor.expectSymbol(')');
    return { format };
  }
  cursor.expectSymbol('=');
  const name =
    cursor.peek().kind === 'string' ? relationIn(cursor.expectString(), database) : cursor.relation();
  cursor.expectSymbol(')');
  return { name };
}

function readSource(cursor: Cursor): { readonly select: string | undefined; readonly from: StageLocation } {
  if (!cursor.takeSymbol('(')) return { select: undefined, from: cursor.stageLocation() };
  if (!cursor.take('SELECT')) cursor.unexpected('Expected SELECT');
  const first = cursor.peek();
  let depth = 0;
  while (!cursor.done && !(depth === 0 && cursor.isWords('FROM'))) {
    if (cursor.isSymbol('(')) depth += 1;
    else if (cursor.isSymbol(')')) depth -= 1;
    cursor.next();
  }
  const select = cursor.textBetween(first, cursor.peek());
  if (!cursor.take('FROM')) cursor.unexpected('Expected FROM');
  const from = cursor.stageLocation();
  if (!cursor.isSymbol(')'))
    cursor.refuse('An alias, a filter or anything else after the stage of a COPY transformation');
  cursor.expectSymbol(')');
  return { select, from };
}

/** Reads a statement whose COPY INTO has been taken. */
export function readCopy(cursor: Cursor, database: string): CopyStatement {
  const target = cursor.relation();
  let columns: string[] | undefined;
  if (cursor.takeSymbol('(')) {
    columns = [];
    do columns.push(cursor.identifier());
    while (cursor.takeSymbol(','));
    cursor.expectSymbol(')');
  }
  if (!cursor.take('FROM')) cursor.unexpected('Expected FROM');
  const { select, from } = readSource(cursor);
  let files: readonly string[] | undefined;
  let format: FormatReference | undefined;
  let matchByColumnName = false;
  let onError: CopyStatement['onError'] = 'ABORT_STATEMENT';
  let force = false;
  const includeMetadata: { column: string; metadata: Metadata }[] = [];
  while (!cursor.done) {
    if (cursor.takeSymbol(',')) continue;
    const option = cursor.expectWord();
    switch (option) {
      case 'FILES': {
        const value = readValue(cursor);
        files = typeof value === 'string' ? [value] : value;
        break;
      }
      case 'FILE_FORMAT':
        format = readFormatReference(cursor, database);
        break;
      case 'MATCH_BY_COLUMN_NAME': {
        const value = readValue(cursor);
        if (value !== 'CASE_INSENSITIVE' && value !== 'NONE')
          cursor.refuse(`MATCH_BY_COLUMN_NAME = ${String(value)}`);
        matchByColumnName = value === 'CASE_INSENSITIVE';
        break;
      }
      case 'INCLUDE_METADATA': {
        cursor.expectSymbol('=');
        cursor.expectSymbol('(');
        do {
          const column = cursor.identifier();
          cursor.expectSymbol('=');
          const word = cursor.expectWord();
          const metadata =
            METADATA.find((name) => name === word) ?? cursor.refuse(`INCLUDE_METADATA of ${word}`);
          includeMetadata.push({ column, metadata });
        } while (cursor.takeSymbol(','));
        cursor.expectSymbol(')');
        break;
      }
      case 'ON_ERROR': {
        const value = readValue(cursor);
        if (value !== 'CONTINUE' && value !== 'SKIP_FILE' && value !== 'ABORT_STATEMENT') {
          cursor.refuse(`ON_ERROR = ${String(value)}`);
        } else onError = value;
        break;
      }
      case 'FORCE': {
        const value = readValue(cursor);
        if (value !== 'TRUE' && value !== 'FALSE') cursor.refuse(`FORCE = ${String(value)}`);
        force = value === 'TRUE';
        break;
      }
      default:
        cursor.refuse(`COPY option ${option}`);
    }
  }
  if (select !== undefined && matchByColumnName)
    cursor.refuse('MATCH_BY_COLUMN_NAME with a COPY transformation');
  if (!format) cursor.refuse('COPY INTO without FILE_FORMAT');
  return {
    kind: 'copy',
    target,
    columns,
    select,
    from,
    files,
    format,
    matchByColumnName,
    includeMetadata,
    onError,
    force,
  };
}
