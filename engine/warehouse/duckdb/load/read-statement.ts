import { located, Refusal } from '../translate/refusal';
import { Cursor } from './cursor';
import { readCopy, readFormatReference } from './read-copy';
import { readFormat, readValue } from './read-options';
import { readUnload } from './unload';
import type { CreateMode, ExternalColumn, LoadStatement, StoredKind } from './statement';

const OBJECTS: readonly (readonly [StoredKind, readonly string[], readonly string[]])[] = [
  ['file format', ['FILE', 'FORMAT'], ['FILE', 'FORMATS']],
  ['stage', ['STAGE'], ['STAGES']],
  ['pipe', ['PIPE'], ['PIPES']],
  ['external table', ['EXTERNAL', 'TABLE'], ['EXTERNAL', 'TABLES']],
];

const takeObject = (cursor: Cursor): StoredKind | undefined =>
  OBJECTS.find(([, words]) => cursor.take(...words))?.[0];

/**
 * Reads the statements about loading that this adapter carries out itself; undefined for every other one, which is
 * the translator's. Throws LH501 for what is not supported.
 */
export function readLoadStatement(text: string, database: string): LoadStatement | undefined {
  try {
    return read(new Cursor(text, database), database);
  } catch (error: unknown) {
    if (error instanceof Refusal) throw located(error, text);
    throw error;
  }
}

function read(cursor: Cursor, database: string): LoadStatement | undefined {
  if (cursor.take('COPY', 'INTO'))
    return cursor.peek().kind === 'string' ? readUnload(cursor) : readCopy(cursor, database);
  if (cursor.take('CREATE')) return readCreate(cursor, database);
  if (cursor.take('ALTER')) return readAlter(cursor);
  if (cursor.take('DROP')) {
    const object = takeObject(cursor);
    if (!object) return undefined;
    const ifExists = cursor.take('IF', 'EXISTS');
    const name = cursor.relation();
    cursor.end();
    return { kind: 'drop', object, name, ifExists };
  }
  if (cursor.take('SHOW')) return readShow(cursor);
  return undefined;
}

function readCreate(cursor: Cursor, database: string): LoadStatement | undefined {
  const replace: CreateMode | undefined = cursor.take('OR', 'REPLACE')
    ? 'or replace'
    : cursor.take('OR', 'ALTER')
      ? 'or alter'
      : undefined;
  const object = takeObject(cursor);
  if (!object) return undefined;
  const mode: CreateMode = cursor.take('IF', 'NOT', 'EXISTS') ? 'if not exists' : (replace ?? 'create');
  const name = cursor.relation();
  switch (object) {
    case 'file format':
      return { kind: 'create file format', name, mode, format: readFormat(cursor) };
    case 'stage':
      return { kind: 'create stage', name, mode, url: readStage(cursor) };
    case 'pipe': {
      while (!cursor.take('AS')) {
        const option = cursor.expectWord();
        if (option !== 'AUTO_INGEST' && option !== 'COMMENT') cursor.refuse(`Pipe option ${option}`);
        readValue(cursor);
      }
      const definition = cursor.text.slice(cursor.peek().start).replace(/[\s;]+$/, '');
      if (!cursor.take('COPY', 'INTO')) cursor.unexpected('Expected COPY INTO');
      return { kind: 'create pipe', name, mode, definition, copy: readCopy(cursor, database) };
    }
    case 'external table':
      return { ...readExternalTable(cursor, database), name, mode };
  }
}

function readStage(cursor: Cursor): string {
  let url: string | undefined;
  while (!cursor.done) {
    const option = cursor.expectWord();
    const value = readValue(cursor);
    // The integration is how Snowflake reaches the bucket; on this machine there is nothing to log in to.
    if (option === 'URL' && typeof value === 'string') url = value;
    else if (option !== 'STORAGE_INTEGRATION' && option !== 'COMMENT')
      cursor.refuse(`Stage option ${option}`);
  }
  if (url === undefined) return cursor.refuse('An internal stage (a stage without URL)');
  if (!url.endsWith('/')) return cursor.refuse(`A stage URL that does not end in / (${url})`);
  return url;
}

type ExternalTable = Omit<Extract<LoadStatement, { kind: 'create external table' }>, 'name' | 'mode'>;

function readExternalTable(cursor: Cursor, database: string): ExternalTable {
  const columns: ExternalColumn[] = [];
  cursor.expectSymbol('(');
  do {
    const name = cursor.identifier();
    if (!cursor.take('VARCHAR') && !cursor.take('VARIANT'))
      cursor.refuse('A type of an external table other than VARCHAR and VARIANT');
    if (!cursor.take('AS')) cursor.unexpected('Expected AS');
    cursor.expectSymbol('(');
    if (cursor.take('METADATA$FILENAME')) columns.push({ name, value: 'file' });
    else if (!cursor.take('VALUE'))
      cursor.refuse('An expression of an external table that does not start with VALUE');
    else if (cursor.takeSymbol(':')) {
      const position = /^C(\d+)$/.exec(cursor.expectWord())?.[1];
      if (position === undefined) cursor.refuse('A path of VALUE other than c1, c2, …');
      cursor.expectSymbol('::');
      if (!cursor.take('VARCHAR')) cursor.unexpected('Expected VARCHAR');
      columns.push({ name, value: { position: Number(position) } });
    } else columns.push({ name, value: 'value' });
    cursor.expectSymbol(')');
  } while (cursor.takeSymbol(','));
  cursor.expectSymbol(')');
  let location;
  let format;
  while (!cursor.done) {
    const option = cursor.expectWord();
    if (option === 'LOCATION') {
      cursor.expectSymbol('=');
      location = cursor.stageLocation();
    } else if (option === 'FILE_FORMAT') format = readFormatReference(cursor, database);
    else if (option !== 'AUTO_REFRESH' || readValue(cursor) !== 'FALSE')
      cursor.refuse(`External table option ${option}`);
  }
  if (!location || !format) return cursor.unexpected('Expected LOCATION and FILE_FORMAT');
  return { kind: 'create external table', columns, location, format };
}

function readAlter(cursor: Cursor): LoadStatement | undefined {
  const object = takeObject(cursor);
  if (!object) return undefined;
  const name = cursor.relation();
  if (object === 'external table' && cursor.take('REFRESH')) {
    cursor.end();
    return { kind: 'refresh external table', name };
  }
  if (object === 'pipe' && cursor.take('REFRESH')) {
    cursor.end();
    return { kind: 'refresh pipe', name };
  }
  if (object === 'pipe' && cursor.take('SET', 'PIPE_EXECUTION_PAUSED')) {
    const value = readValue(cursor);
    cursor.end();
    return { kind: 'pause pipe', name, paused: value === 'TRUE' };
  }
  return cursor.refuse(`ALTER ${object.toUpperCase()} with this action`);
}

function readShow(cursor: Cursor): LoadStatement | undefined {
  const object = OBJECTS.find(([, , words]) => cursor.take(...words))?.[0];
  if (!object) return undefined;
  const like = cursor.take('LIKE') ? cursor.expectString() : undefined;
  let schema: string | undefined;
  if (cursor.take('IN')) {
    if (cursor.take('ACCOUNT')) schema = undefined;
    else if (cursor.take('DATABASE')) {
      if (!cursor.done) cursor.identifier();
    } else {
      cursor.take('SCHEMA');
      const first = cursor.identifier();
      schema = cursor.takeSymbol('.') ? cursor.identifier() : first;
    }
  }
  cursor.end();
  return { kind: 'show', object, like, schema };
}
