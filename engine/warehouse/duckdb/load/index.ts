import type { Column, Result } from '../../port';
import { fail } from '../../../errors';
import { relationText } from '../../identifier';
import { duckdbName, type Connection } from '../connection';
import type { Database } from '../database';
import { nothing } from '../results';
import { located, Refusal } from '../translate/refusal';
import { copyInto } from './copy';
import type { CopiedFile } from './copy-file';
import { createExternalView } from './external-table';
import * as objects from './objects';
import { pendingFiles } from './pipe-status';
import { readLoadStatement } from './read-statement';
import { show } from './show';
import type { LoadStatement } from './statement';
import { unload } from './unload';

export interface LoadOutcome {
  readonly result: Result;
  /** Set by COPY INTO: what VALIDATE's `_last` means from now on. */
  readonly jobId?: string;
}

const text = (name: string): Column => ({ name, kind: 'TEXT', type: 'VARCHAR' });
const number = (name: string): Column => ({ name, kind: 'NUMBER', type: 'NUMBER(38,0)' });

/** As COPY INTO reports it. https://docs.snowflake.com/en/sql-reference/sql/copy-into-table#output */
const copyColumns: readonly Column[] = [
  text('file'),
  text('status'),
  number('rows_parsed'),
  number('rows_loaded'),
  number('error_limit'),
  number('errors_seen'),
  text('first_error'),
  number('first_error_line'),
  number('first_error_character'),
  text('first_error_column_name'),
];

function copyResult(files: readonly CopiedFile[]): Result {
  if (files.length === 0) {
    return { columns: [text('status')], rows: [['Copy executed with 0 files processed.']], rowsAffected: 0 };
  }
  return {
    columns: copyColumns,
    rows: files.map((file) => [
      file.url,
      file.status,
      file.parsed,
      file.loaded,
      file.parsed,
      file.errorCount,
      file.first?.message ?? null,
      file.first?.line ?? null,
      file.first?.character ?? null,
      file.first?.column ?? null,
    ]),
    rowsAffected: files.reduce((sum, { loaded }) => sum + loaded, 0),
  };
}

/** Carries out a statement about loading. */
export async function runLoadStatement(
  statement: LoadStatement,
  connection: Connection,
  database: Database,
): Promise<LoadOutcome> {
  switch (statement.kind) {
    case 'copy': {
      const { jobId, files } = await copyInto(statement, connection, database);
      return { result: copyResult(files), jobId };
    }
    case 'unload':
      return { result: await unload(statement, connection) };
    case 'show':
      return { result: await show(connection, statement) };
    case 'refresh pipe':
      return { result: await refreshPipe(statement.name, connection, database) };
    default:
      await connection.atomically(() => changeObjects(statement, connection, database));
      return { result: nothing };
  }
}

type ObjectStatement = Exclude<LoadStatement, { kind: 'copy' | 'unload' | 'show' | 'refresh pipe' }>;

async function changeObjects(
  statement: ObjectStatement,
  connection: Connection,
  database: Database,
): Promise<void> {
  switch (statement.kind) {
    case 'create file format':
      await objects.create(
        connection,
        database,
        'file format',
        statement.name,
        statement.mode,
        statement.format,
      );
      return;
    case 'create stage':
      await objects.create(connection, database, 'stage', statement.name, statement.mode, {
        url: statement.url,
      });
      return;
    case 'create pipe': {
      const { files, onError, force } = statement.copy;
      if (files || force || onError === 'ABORT_STATEMENT') {
        fail(
          'LH551',
          `Pipe ${relationText(statement.name)}: a pipe takes no FILES, no FORCE and no ON_ERROR = ABORT_STATEMENT.`,
        );
      }
      await objects.create(connection, database, 'pipe', statement.name, statement.mode, {
        definition: statement.definition,
        paused: false,
      });
      return;
    }
    case 'create external table': {
      const { columns, location, format } = statement;
      const definition = { columns, location, format };
      const created = await objects.create(
        connection,
        database,
        'external table',
        statement.name,
        statement.mode,
        definition,
      );
      if (created) await createExternalView(connection, database, statement.name, definition);
      return;
    }
    case 'refresh external table': {
      const definition = await objects.required(connection, 'external table', statement.name);
      await createExternalView(connection, database, statement.name, definition);
      return;
    }
    case 'pause pipe': {
      const pipe = await objects.required(connection, 'pipe', statement.name);
      await objects.change(connection, 'pipe', statement.name, { ...pipe, paused: statement.paused });
      return;
    }
    case 'drop': {
      if (!statement.ifExists) await objects.required(connection, statement.object, statement.name);
      await objects.remove(connection, statement.object, statement.name);
      if (statement.object !== 'external table') return;
      const { database: catalog, schema, name } = statement.name;
      await connection.run(`DROP VIEW IF EXISTS ${duckdbName(catalog, schema, name)}`);
      return;
    }
  }
}

/** ALTER PIPE … REFRESH: what is pending is loaded now, where Snowflake puts it into the pipe's queue. */
async function refreshPipe(
  name: Parameters<typeof objects.required>[2],
  connection: Connection,
  database: Database,
): Promise<Result> {
  const pipe = await objects.required(connection, 'pipe', name);
  if (pipe.paused)
    fail(
      'LH551',
      `Pipe ${relationText(name)} is paused: ALTER PIPE … SET PIPE_EXECUTION_PAUSED = FALSE resumes it.`,
    );
  const pending = await pendingFiles(connection, database, name);
  const copy = readLoadStatement(pipe.definition, database.name);
  if (copy?.kind === 'copy' && pending.length > 0) {
    try {
      await copyInto(copy, connection, database);
    } catch (error: unknown) {
      if (error instanceof Refusal) throw located(error, pipe.definition);
      throw error;
    }
  }
  return { columns: [text('File'), text('Status')], rows: pending.map((key) => [key, 'SENT']) };
}
