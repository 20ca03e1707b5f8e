import { applyFutureGrants, mayUse } from './grants';
import { databaseOf, holds, mayCreate, owns, schemaOf } from './rights';
import type { StoredObject } from './state';
import type { Context, Statement } from './statement';
import { forbidden, missing, NAME, properties, refusal, status, stored, table } from './words';

const exact = (source: string): RegExp => new RegExp(`^${source}`, 'is');
const done = (sql: string): ReturnType<typeof status> => status(sql);

/** Schemas, file formats, stages, tables and external tables. */
export const landing: readonly Statement[] = [
  [
    exact(`CREATE SCHEMA IF NOT EXISTS ${NAME}( WITH MANAGED ACCESS)?$`),
    async ({ state, session, behind }, [given = '', managed]) => {
      const name = stored(given);
      const database = databaseOf(name);
      if (
        !owns(state, session.role, state.databases.get(database)?.owner) &&
        !holds(state, session.role, 'CREATE SCHEMA', 'DATABASE', database)
      )
        throw forbidden('database', database);
      if (!state.schemas.has(name))
        state.schemas.set(name, { owner: session.role, managed: managed !== undefined });
      await behind(`CREATE SCHEMA IF NOT EXISTS ${given}`);
      return done(`Schema ${name} successfully created.`);
    },
  ],
  [
    exact(`SHOW SCHEMAS IN DATABASE ${NAME}$`),
    ({ state }, [given = '']) =>
      table(
        ['created_on', 'name', 'database_name', 'owner', 'options'],
        [...state.schemas]
          .filter(([name]) => databaseOf(name) === stored(given))
          .map(([name, { owner, managed }]) => [
            ...['2026-01-01', name.slice(name.indexOf('.') + 1), stored(given), owner],
            managed ? 'MANAGED ACCESS' : '',
          ]),
      ),
  ],
  [
    exact(`CREATE OR ALTER FILE FORMAT ${NAME}(.*)$`),
    async (context, [given = '', options = '']) => {
      keep(context, 'file format', given, options);
      const plain = options.replace(/\s+COMMENT\s*=\s*'(?:[^']|'')*'/i, '');
      await context.behind(`CREATE OR ALTER FILE FORMAT ${given}${plain}`);
      return done('File format successfully created.');
    },
  ],
  [
    exact(`CREATE STAGE IF NOT EXISTS ${NAME}(.*)$`),
    async (context, [given = '', options = '']) => {
      const { state, session } = context;
      const integration = stored(properties(options)['STORAGE_INTEGRATION'] ?? '');
      if (!mayUse(state, session.role, integration)) throw forbidden('integration', integration);
      checkLocation(context, options, integration);
      if (!state.objects.has(stored(given))) keep(context, 'stage', given, options);
      await context.behind(`CREATE STAGE IF NOT EXISTS ${given}${options}`);
      return done('Stage area successfully created.');
    },
  ],
  [
    exact(`ALTER STAGE ${NAME} SET(.*)$`),
    (context, [given = '', options = '']) => {
      const { state, session } = context;
      const found = state.objects.get(stored(given));
      if (!found) throw missing('Stage', stored(given));
      if (!owns(state, session.role, found.owner)) throw forbidden('stage', stored(given));
      const asked = properties(options);
      checkLocation(context, options, stored(asked['STORAGE_INTEGRATION'] ?? found.integration));
      found.url = asked['URL'] ?? found.url;
      found.integration = stored(asked['STORAGE_INTEGRATION'] ?? found.integration);
      // The pipes that read it stop: https://docs.snowflake.com/en/user-guide/data-load-snowpipe-ts
      for (const pipe of state.pipes.values()) pipe.stopped = 'STOPPED_STAGE_ALTERED';
      return done('Statement executed successfully.');
    },
  ],
  [
    exact(`CREATE (?:TRANSIENT )?TABLE IF NOT EXISTS ${NAME} \\((.*?)\\n\\)(.*)$`),
    async (context, [given = '', columns = '', options = '']) => {
      const { state, session, behind } = context;
      const name = stored(given);
      if (!state.schemas.has(schemaOf(name))) throw missing('Schema', schemaOf(name));
      mayCreate(state, session.role, 'TABLE', name);
      if (!state.tables.has(name)) {
        const names = columns.split('\n').flatMap((line) => /^\s*("(?:[^"]|"")+"|\w+)/.exec(line)?.[1] ?? []);
        state.tables.set(name, { owner: session.role, columns: names.map(stored) });
        applyFutureGrants(state, 'TABLE', name);
      }
      await behind(`CREATE TABLE IF NOT EXISTS ${given} (${columns}\n)${options}`);
      return done(`Table ${name} successfully created.`);
    },
  ],
  [
    exact(`ALTER TABLE ${NAME} ADD COLUMN ${NAME} (.*)$`),
    async ({ state, session, behind }, [given = '', column = '', type = '']) => {
      const found = state.tables.get(stored(given));
      if (!found) throw missing('Table', stored(given));
      if (!owns(state, session.role, found.owner)) throw forbidden('table', stored(given));
      found.columns.push(stored(column));
      await behind(`ALTER TABLE ${given} ADD COLUMN ${column} ${type}`);
      return done('Statement executed successfully.');
    },
  ],
  [
    exact(`CREATE OR REPLACE EXTERNAL TABLE ${NAME}(.*)$`),
    async (context, [given = '', rest = '']) => {
      mayCreate(context.state, context.session.role, 'EXTERNAL TABLE', stored(given));
      keep(context, 'external table', given, rest);
      const plain = rest.replace(/\nCOPY GRANTS/i, '').replace(/\nCOMMENT\s*=\s*'(?:[^']|'')*'/i, '');
      if (!context.isBucket) await context.behind(`CREATE EXTERNAL TABLE IF NOT EXISTS ${given}${plain}`);
      return done('External table successfully created.');
    },
  ],
  [
    exact(`SHOW COLUMNS IN SCHEMA ${NAME}$`),
    ({ state }, [given = '']) => {
      const schema = stored(given);
      if (!state.schemas.has(schema)) throw missing('Schema', schema);
      return table(
        ['table_name', 'schema_name', 'column_name', 'kind', 'database_name'],
        [...state.tables]
          .filter(([name]) => schemaOf(name) === schema)
          .flatMap(([name, { columns }]) =>
            columns.map((column) => [
              ...[name.slice(schema.length + 1), schema.slice(schema.indexOf('.') + 1), column],
              ...['COLUMN', databaseOf(schema)],
            ]),
          ),
      );
    },
  ],
  [
    exact(`SHOW FILE FORMATS IN DATABASE ${NAME}$`),
    (context, groups) => list(context, 'file format', groups),
  ],
  [exact(`SHOW STAGES IN DATABASE ${NAME}$`), (context, groups) => list(context, 'stage', groups)],
  [
    exact(`SHOW EXTERNAL TABLES IN DATABASE ${NAME}$`),
    (context, groups) => list(context, 'external table', groups),
  ],
];

function keep({ state, session }: Context, kind: StoredObject['kind'], given: string, options: string): void {
  const name = stored(given);
  if (!state.schemas.has(schemaOf(name))) throw missing('Schema', schemaOf(name));
  mayCreate(state, session.role, kind.toUpperCase(), name);
  const { COMMENT = '', URL = '', STORAGE_INTEGRATION = '' } = properties(options);
  state.objects.set(name, {
    ...{ kind, owner: session.role, comment: COMMENT, url: URL },
    integration: stored(STORAGE_INTEGRATION),
  });
  if (kind === 'external table') applyFutureGrants(state, 'EXTERNAL TABLE', name);
}

function checkLocation({ state }: Context, options: string, integration: string): void {
  const url = properties(options)['URL'] ?? '';
  if (!(state.integrations.get(integration)?.locations ?? []).some((location) => url.startsWith(location)))
    throw refusal(
      '003129',
      '42601',
      `Location '${url}' is not allowed by integration ${integration}. Please use DESC INTEGRATION to check out allowed and blocked locations.`,
    );
}

const list = (
  { state }: Context,
  kind: StoredObject['kind'],
  [database = '']: readonly (string | undefined)[],
) =>
  table(
    ['created_on', 'name', 'database_name', 'schema_name', 'url', 'storage_integration', 'owner', 'comment'],
    [...state.objects]
      .filter(([name, object]) => object.kind === kind && databaseOf(name) === stored(database))
      .map(([name, { url, integration, owner, comment }]) => {
        const [of, schema, object] = name.split('.');
        return ['2026-01-01', object, of, schema, url, integration, owner, comment];
      }),
  );
