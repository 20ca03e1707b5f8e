import { relationText } from '../../../engine/warehouse/identifier';
import type { Result, Session, Warehouse } from '../../../engine/warehouse/port';
import { administration } from './administration';
import { grants } from './grants';
import { integrations } from './integrations';
import { landing } from './landing';
import { announce, loadQueued, pipes } from './pipes';
import { owns } from './rights';
import { emptyAccount, type AccountState } from './state';
import type { Context, LakeFile, SessionState, Statement } from './statement';
import { forbidden, refusal, status, table } from './words';

export type { AccountState } from './state';
export type { LakeFile } from './statement';
export { missing, refusal } from './words';

export interface AccountOptions {
  readonly now: () => Date;
  /** Runs what is about data. Without one there is only what pipes have loaded. */
  readonly behind?: Warehouse | undefined;
  /** The engine behind reads no bucket but through the lake, so external tables are only remembered. @default false */
  readonly isBucket?: boolean | undefined;
  /** What lies in the bucket. @default what `land` was told */
  readonly files?: (() => Promise<readonly LakeFile[]>) | undefined;
}

export interface SentStatement {
  readonly sql: string;
  readonly role: string;
}

/**
 * What an account is besides its data: integrations, roles, users, grants, warehouses, stages, pipes, with rights that
 * are looked at and a state that lasts, so that a second deploy meets what the first one made. It answers as Snowflake's
 * documentation shows; what an account does beyond that, only an account can prove.
 */
export class SnowflakeAccount {
  readonly state: AccountState = emptyAccount();
  readonly sent: SentStatement[] = [];
  readonly iamUserArn = 'arn:aws:iam::123456789001:user/abc1-b-self1234';
  /** Whose queue subscribes to topics. */
  readonly subscriberArn = 'arn:aws:iam::123456789001:user/vj4g-a-abcd1234';
  queueArn = 'arn:aws:sqs:eu-central-1:123456789001:sf-snowpipe-AIDAEXAMPLE-abc';
  /** Ends a statement with an error, or lets it pass; or keeps it waiting. */
  interrupt: (sql: string) => Error | undefined | Promise<undefined> = () => undefined;
  /** Why Snowflake cannot read the lake. */
  denied: string | undefined;
  /** Files by the table that has their rows; a file that was loaded twice is there twice. */
  readonly loaded: { readonly table: string; readonly file: LakeFile }[] = [];
  private readonly lake: LakeFile[] = [];
  private readonly underWay: { readonly table: string; readonly file: LakeFile; readonly until: number }[] =
    [];

  constructor(private readonly options: AccountOptions) {}

  /** Statements that change something. */
  get writes(): readonly string[] {
    return this.sent
      .map(({ sql }) => sql)
      .filter((sql) => !/^(SHOW|DESC|SELECT|LIST|USE|ALTER SESSION)\b/i.test(sql));
  }

  /** A file lies in the bucket; nobody has been told. */
  land(key: string, modified = this.options.now()): void {
    this.lake.push({ key, modified });
  }

  /** S3 tells of it. */
  announce(key: string): void {
    announce(this.state, key, this.options.now());
  }

  /** Pipes that run take what they have queued; it is in their tables so many milliseconds later, paused or not. */
  async work(takes = 0): Promise<void> {
    const until = this.options.now().getTime() + takes;
    loadQueued(this.state, await this.files(), (table_, file) =>
      this.underWay.push({ table: table_, file, until }),
    );
    this.settle();
  }

  /** Pipes that run load what they have queued into the warehouse behind. */
  async ingest(): Promise<void> {
    for (const [name, pipe] of this.state.pipes) {
      const last = pipe.queue.at(-1);
      if (last === undefined || pipe.paused || pipe.stopped !== undefined) continue;
      await this.options.behind?.query(`ALTER PIPE ${relationName(name)} REFRESH`);
      pipe.queue.splice(0);
      pipe.lastIngested = last.key;
    }
  }

  /** What was under way and is over by now. */
  settle(): void {
    const now = this.options.now().getTime();
    const [over, left] = [(one: { until: number }) => one.until <= now, this.underWay.splice(0)];
    this.loaded.push(...left.filter(over).map(({ table: table_, file }) => ({ table: table_, file })));
    this.underWay.push(...left.filter((one) => !over(one)));
  }

  /** As who logs in with this role. */
  warehouse(role: string): Warehouse {
    const session = (): Session => this.session(role);
    const shared = session();
    return {
      traits: { incrementalPublish: 'clone' },
      query: (sql, options) => shared.query(sql, options),
      session: () => Promise.resolve(session()),
      catalog: async () => (await this.options.behind?.catalog()) ?? [],
      columns: async (relation) => this.options.behind?.columns(relation),
      changeTokens: async (relations) =>
        (await this.options.behind?.changeTokens(relations)) ?? relations.map(() => undefined),
      close: () => Promise.resolve(),
    };
  }

  private files = async (): Promise<readonly LakeFile[]> => this.options.files?.() ?? this.lake;

  private session(home: string): Session {
    const session: SessionState = { home, role: home };
    let inner: Promise<Session> | undefined;
    const behind = async (sql: string, options?: Parameters<Session['query']>[1]) => {
      inner ??= this.options.behind?.session();
      return (await inner)?.query(sql, options);
    };
    return {
      query: async (text, options) => {
        const sql = text.trim().replace(/;$/, '');
        this.sent.push({ sql, role: session.role });
        const error = await this.interrupt(sql);
        if (error) throw error;
        return this.answer(
          sql,
          session,
          (own) => behind(own),
          async () => behind(sql, options),
        );
      },
      close: async () => (await inner)?.close(),
    };
  }

  private async answer(
    sql: string,
    session: SessionState,
    behind: Context['behind'],
    data: () => Promise<Result | undefined>,
  ): Promise<Result> {
    for (const [pattern, answer] of STATEMENTS) {
      const match = pattern.exec(sql);
      if (!match) continue;
      const { state, options, iamUserArn, subscriberArn, queueArn } = this;
      return answer(
        {
          ...{ state, session, iamUserArn, subscriberArn, queueArn, behind },
          ...{ now: options.now, files: this.files },
          isBucket: options.isBucket === true,
          accessDenied: () => this.denied,
          admin: (role = 'ACCOUNTADMIN') => {
            if (!owns(state, session.role, role)) throw forbidden('account', 'ACCOUNT');
          },
        },
        match.slice(1),
      );
    }
    if (/^ALTER SESSION/i.test(sql)) return status('Statement executed successfully.');
    return (await data()) ?? this.withoutData(sql);
  }

  /** What a deploy asks about rows: a file has one. */
  private withoutData(sql: string): Result {
    this.settle();
    const of = (name = ''): readonly string[] =>
      this.loaded.filter((one) => one.table === name).map(({ file }) => file.key);
    const [, listed] = /^SELECT DISTINCT _FILE FROM ([\w.]+) WHERE/i.exec(sql) ?? [];
    if (listed !== undefined)
      return table(
        ['_FILE'],
        [...new Set(of(listed))].map((key) => [key]),
      );
    const [, verb, name, key] =
      /^(SELECT COUNT\(\*\)|DELETE) FROM ([\w.]+) WHERE _FILE = '([^']*)'$/i.exec(sql) ?? [];
    if (verb === undefined)
      throw refusal('000002', '0A000', `the stand-in of an account does not know: ${sql.slice(0, 200)}`);
    const rows = of(name).filter((file) => file === key).length;
    if (!/^DELETE/i.test(verb)) return table(['COUNT(*)'], [[String(rows)]]);
    const kept = this.loaded.filter((one) => one.table !== name || one.file.key !== key);
    this.loaded.splice(0, this.loaded.length, ...kept);
    return { columns: [], rows: [], rowsAffected: rows };
  }
}

const relationName = (stored: string): string => {
  const [database = '', schema = '', name = ''] = stored.split('.');
  return relationText({ database, schema, name });
};

const STATEMENTS: readonly Statement[] = [
  ...administration,
  ...grants,
  ...integrations,
  ...landing,
  ...pipes,
];
