import { applyFutureGrants, forgetGrants } from './grants';
import { databaseOf, holds, mayCreate, owns, schemaOf } from './rights';
import type { AccountState, Pipe } from './state';
import type { Context, LakeFile, Statement } from './statement';
import { forbidden, missing, NAME, properties, refusal, status, stored, table, unquoted } from './words';

const exact = (source: string): RegExp => new RegExp(`^${source}`, 'is');
const REFRESH_MS = 7 * 86_400_000;

/** Pipes as the documentation describes them: a queue, a memory of files that goes with the pipe, one queue of messages. */
export const pipes: readonly Statement[] = [
  [
    exact(`CREATE (OR REPLACE )?PIPE (IF NOT EXISTS )?${NAME}\\s(.*?)AS\\s+(COPY INTO ${NAME}.*)$`),
    async (context, [replace, , given = '', options = '', definition = '', target = '']) => {
      const { state, session } = context;
      const name = stored(given);
      mayCreate(state, session.role, 'PIPE', name);
      if (!state.tables.has(stored(target))) throw missing('Table', stored(target));
      if (replace === undefined && state.pipes.has(name))
        return status(`${name} already exists, statement succeeded.`);
      const before = state.pipes.get(name);
      if (before && !owns(state, session.role, before.owner)) throw forbidden('pipe', name);
      if (before) forgetGrants(state, 'PIPE', name);
      const { COMMENT = '', AWS_SNS_TOPIC } = properties(options);
      state.pipes.set(name, {
        ...{ owner: session.role, definition, comment: COMMENT, paused: false, table: stored(target) },
        channel: AWS_SNS_TOPIC === undefined ? context.queueArn : AWS_SNS_TOPIC,
        queue: [],
        known: new Set(),
        prefix: prefixOf(state, definition),
      });
      applyFutureGrants(state, 'PIPE', name);
      await context.behind(
        `CREATE ${replace ?? ''}PIPE ${replace === undefined ? 'IF NOT EXISTS ' : ''}${given} AUTO_INGEST = TRUE AS ${definition}`,
      );
      return status(`Pipe ${name} successfully created.`);
    },
  ],
  [
    exact(`ALTER PIPE ${NAME} SET PIPE_EXECUTION_PAUSED = (TRUE|FALSE)$`),
    async (context, [given = '', paused = '']) => {
      owned(context, given).paused = paused.toUpperCase() === 'TRUE';
      await context.behind(`ALTER PIPE ${given} SET PIPE_EXECUTION_PAUSED = ${paused}`);
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(`ALTER PIPE ${NAME} SET COMMENT = ('(?:[^']|'')*')$`),
    (context, [given = '', comment = '']) => {
      owned(context, given).comment = unquoted(comment);
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(
      `ALTER PIPE ${NAME} REFRESH(?:\\s+PREFIX = ('(?:[^']|'')*'))?(?:\\s+MODIFIED_AFTER = ('(?:[^']|'')*'))?$`,
    ),
    async (context, [given = '', prefix, after]) => {
      const pipe = owned(context, given);
      const oldest = context.now().getTime() - REFRESH_MS;
      const from = after === undefined ? oldest : Date.parse(unquoted(after));
      if (from < oldest) throw refusal('002217', '22023', 'MODIFIED_AFTER is older than 7 days.');
      const wanted = `${pipe.prefix}${prefix === undefined ? '' : unquoted(prefix)}`;
      const found = (await context.files()).filter(
        ({ key, modified }) => key.startsWith(wanted) && modified.getTime() >= from,
      );
      for (const { key } of found) queue(pipe, key, context.now());
      return table(
        ['File', 'Status'],
        found.map(({ key }) => [key.slice(pipe.prefix.length), 'SENT']),
      );
    },
  ],
  [
    exact(
      `SELECT (SYSTEM\\$PIPE_STATUS\\('(?:[^']|'')*'\\)(?:, SYSTEM\\$PIPE_STATUS\\('(?:[^']|'')*'\\))*)$`,
    ),
    ({ state, session }, [calls = '']) => {
      const names = [...calls.matchAll(/\('((?:[^']|'')*)'\)/g)].map(([, name = '']) => stored(name));
      return table(names, [names.map((name) => statusOf(state, session.role, name))]);
    },
  ],
  [
    exact(`SHOW PIPES IN (?:DATABASE|SCHEMA) ${NAME}$`),
    ({ state }, [given = '']) =>
      table(
        [
          ...['created_on', 'name', 'database_name', 'schema_name', 'definition', 'owner'],
          ...['notification_channel', 'comment', 'kind'],
        ],
        [...state.pipes]
          .filter(([name]) => [databaseOf(name), schemaOf(name)].includes(stored(given)))
          .map(([name, pipe]) => {
            const [database, schema, own] = name.split('.');
            return [
              ...['2026-01-01', own, database, schema, pipe.definition, pipe.owner],
              ...[pipe.channel, pipe.comment, 'STAGE'],
            ];
          }),
      ),
  ],
  [
    exact(`LIST @${NAME}/(\\S*)$`),
    async ({ state, files }, [given = '', path = '']) => {
      const stage = state.objects.get(stored(given));
      if (!stage) throw missing('Stage', stored(given));
      const { bucket, root } = splitUrl(stage.url);
      return table(
        ['name', 'size', 'md5', 'last_modified'],
        (await files())
          .filter(({ key }) => key.startsWith(`${root}${path}`))
          .map(({ key, modified }) => [`${bucket}${key}`, '1', 'etag', modified.toUTCString()]),
      );
    },
  ],
];

/** As SYSTEM$PIPE_STATUS shows it, to the pipe's owner and to whoever may monitor it. */
function statusOf(state: AccountState, role: string, name: string): string {
  const pipe = state.pipes.get(name);
  if (!pipe || !(owns(state, role, pipe.owner) || holds(state, role, 'MONITOR', 'PIPE', name)))
    throw missing('Pipe', name);
  const [oldest] = pipe.queue;
  return JSON.stringify({
    executionState: pipe.stopped ?? (pipe.paused ? 'PAUSED' : 'RUNNING'),
    pendingFileCount: pipe.queue.length,
    ...(oldest && { oldestFileTimestamp: oldest.at.toISOString(), oldestPendingFilePath: oldest.key }),
    notificationChannelName: pipe.channel,
    ...(pipe.lastForwarded && {
      lastForwardedFilePath: pipe.lastForwarded.key,
      lastForwardedMessageTimestamp: pipe.lastForwarded.at.toISOString(),
    }),
    ...(pipe.lastIngested !== undefined && { lastIngestedFilePath: pipe.lastIngested }),
  });
}

function owned({ state, session }: Context, given: string): Pipe {
  const pipe = state.pipes.get(stored(given));
  if (!pipe) throw missing('Pipe', stored(given));
  if (!owns(state, session.role, pipe.owner)) throw forbidden('pipe', stored(given));
  return pipe;
}

/** Where the COPY statement reads, as a prefix of keys. */
function prefixOf(state: AccountState, definition: string): string {
  const [, stage = '', path = ''] = new RegExp(`FROM @${NAME}/(\\S*)`, 'i').exec(definition) ?? [];
  const url = state.objects.get(stored(stage))?.url ?? '';
  return `${splitUrl(url).root}${path}`;
}

/** A lake is a bucket or a folder, and its keys begin with `bronze/`. */
function splitUrl(url: string): { readonly bucket: string; readonly root: string } {
  const at = url.lastIndexOf('bronze/');
  return { bucket: url.slice(0, at), root: url.slice(at) };
}

function queue(pipe: Pipe, key: string, at: Date): void {
  if (pipe.known.has(key)) return;
  pipe.known.add(key);
  pipe.queue.push({ key, at });
}

/** S3's message about an object reaches the pipes. */
export function announce(state: AccountState, key: string, at: Date): void {
  for (const pipe of state.pipes.values()) {
    if (!key.startsWith(pipe.prefix)) continue;
    pipe.lastForwarded = { key, at };
    queue(pipe, key, at);
  }
}

/** Pipes that run load what they have queued; `loaded` is told of each file. */
export function loadQueued(
  state: AccountState,
  files: readonly LakeFile[],
  loaded: (table: string, file: LakeFile) => void,
): void {
  for (const pipe of state.pipes.values()) {
    if (pipe.paused || pipe.stopped !== undefined) continue;
    for (const { key } of pipe.queue.splice(0)) {
      const file = files.find((one) => one.key === key);
      if (file) loaded(pipe.table, file);
      pipe.lastIngested = key;
    }
  }
}
