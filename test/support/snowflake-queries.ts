import { setImmediate as turn } from 'node:timers/promises';
import type { Result } from '../../engine/warehouse/port';

/** A statement that was submitted asynchronously, as Snowflake remembers it. */
export interface Submitted {
  readonly queryId: string;
  readonly requestId: string;
  /** Token of the session that sent it. */
  readonly session: string;
  readonly sql: string;
  readonly tag: string;
  readonly status: 'RUNNING' | 'SUCCESS' | 'FAILED_WITH_ERROR';
}

interface Kept extends Submitted {
  status: Submitted['status'];
  answer: object | undefined;
  cancelled: boolean;
}

/**
 * Asynchronous statements as Snowflake's documentation has them: they go on without whoever sent them; a request id
 * that comes again in the same session runs nothing again, in another session it does; a logout cancels the session's.
 */
export class AsynchronousStatements {
  readonly #kept: Kept[] = [];
  /** Awaited before a statement is carried out: tests decide when one goes on. */
  before: (submitted: Submitted) => Promise<void> = async () => undefined;

  get all(): readonly Submitted[] {
    return this.#kept;
  }

  submit(
    given: Pick<Submitted, 'requestId' | 'session' | 'sql' | 'tag'>,
    carryOut: () => Promise<{ readonly success: boolean; readonly data: object }>,
  ): object {
    const { requestId, session } = given;
    const again = this.#kept.find((one) => one.requestId === requestId && one.session === session);
    const kept = again ?? this.#start(given, carryOut);
    return {
      success: true,
      code: '333334',
      message:
        'Asynchronous execution in progress. Use provided query id to perform query monitoring and management.',
      data: { queryId: kept.queryId, getResultUrl: `/queries/${kept.queryId}/result` },
    };
  }

  #start(
    given: Pick<Submitted, 'requestId' | 'session' | 'sql' | 'tag'>,
    carryOut: () => Promise<{ readonly success: boolean; readonly data: object }>,
  ): Kept {
    const number = String(this.#kept.length + 1).padStart(12, '0');
    const kept: Kept = {
      ...given,
      queryId: `01b00000-0000-0000-0000-${number}`,
      status: 'RUNNING',
      answer: undefined,
      cancelled: false,
    };
    this.#kept.push(kept);
    void this.before(kept)
      .then(async () => {
        const answer = kept.cancelled ? CANCELLED : await carryOut();
        if (kept.answer) return;
        kept.answer = { ...answer, data: { ...answer.data, queryId: kept.queryId } };
        kept.status = answer.success ? 'SUCCESS' : 'FAILED_WITH_ERROR';
      })
      .catch((error: unknown) => {
        kept.answer = { success: false, code: '000603', message: String(error), data: {} };
        kept.status = 'FAILED_WITH_ERROR';
      });
    return kept;
  }

  /** As Snowflake forgets what is older than its history. */
  forget(queryId: string): void {
    const index = this.#kept.findIndex((one) => one.queryId === queryId);
    if (index >= 0) this.#kept.splice(index, 1);
  }

  monitoring(queryId: string): object {
    const kept = this.#kept.find((one) => one.queryId === queryId);
    const queries = kept ? [{ id: queryId, status: kept.status, sqlText: kept.sql }] : [];
    return { success: true, data: { queries } };
  }

  async result(queryId: string): Promise<object> {
    const kept = this.#kept.find((one) => one.queryId === queryId);
    if (!kept) return { success: false, code: '000709', message: `Statement ${queryId} not found`, data: {} };
    // A real server holds the request open; who asks for the state first never gets here too early.
    while (!kept.answer) await turn();
    return kept.answer;
  }

  logout(session: string): void {
    for (const kept of this.#kept) if (kept.session === session) kept.cancelled = true;
  }

  /** SYSTEM$CANCEL_QUERY: what has not begun to be carried out never is. */
  cancel(sql: string): Result | undefined {
    const [, queryId] = /system\$cancel_query\('([^']+)'\)/i.exec(sql) ?? [];
    if (queryId === undefined) return undefined;
    const kept = this.#kept.find((one) => one.queryId === queryId && one.status === 'RUNNING');
    if (kept) {
      kept.cancelled = true;
      kept.answer = { ...CANCELLED, data: { ...CANCELLED.data, queryId } };
      kept.status = 'FAILED_WITH_ERROR';
    }
    const words = kept ? `query [${queryId}] terminated.` : `query [${queryId}] does not run.`;
    return { columns: [{ name: 'S', kind: 'TEXT', type: 'VARCHAR' }], rows: [[words]] };
  }

  /** What INFORMATION_SCHEMA.QUERY_HISTORY_BY_USER gives of the request ids, or the run, that the statement names. */
  history(sql: string): Result | undefined {
    if (!/information_schema\.query_history_by_user/i.test(sql)) return undefined;
    const [, run] = /:run::varchar = '([^']+)' and end_time < start_time/i.exec(sql) ?? [];
    if (run !== undefined) {
      const running = this.#kept.filter(
        ({ tag, status }) => status === 'RUNNING' && (JSON.parse(tag) as { run?: string }).run === run,
      );
      return {
        columns: [{ name: 'QUERY_ID', kind: 'TEXT', type: 'VARCHAR' }],
        rows: running.map(({ queryId }) => [queryId]),
      };
    }
    const asked = new Set([...sql.matchAll(/'([0-9a-f-]{36})'/g)].map(([, id]) => id));
    const found = this.#kept.filter(({ tag }) =>
      asked.has((JSON.parse(tag) as { request?: string }).request),
    );
    return {
      columns: ['REQUEST', 'QUERY_ID'].map((name) => ({ name, kind: 'TEXT', type: 'VARCHAR' })),
      rows: found.map(({ tag, queryId }) => [(JSON.parse(tag) as { request: string }).request, queryId]),
    };
  }
}

const CANCELLED = {
  success: false,
  code: '000604',
  message: 'SQL execution canceled',
  data: { errorCode: '000604', sqlState: '57014' },
};

/** The statements of an anonymous block as `blockOf` writes it; undefined for anything else. */
export function statementsOfBlock(sql: string): readonly string[] | undefined {
  const [, text] = /^execute immediate '([^]*)'$/i.exec(sql.trim()) ?? [];
  if (text === undefined) return undefined;
  const block = text.replaceAll("''", "'").replaceAll('\\\\', '\\');
  const [, body = ''] = /^begin\n([^]*)\nend;?$/i.exec(block) ?? [];
  return body.split(/;\n|;$/).filter((statement) => statement.trim() !== '');
}
