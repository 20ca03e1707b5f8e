import { LakehouseError } from '../../engine/errors';
import type { Step, Unit } from '../../engine/plan';
import type { QueryOptions, Result } from '../../engine/warehouse/port';
import type { AsyncWarehouse, Outcome, SubmitOptions } from '../../engine/warehouse/statements';
import { statementsOfBlock } from './snowflake-queries';
import type { ToyWarehouse } from './toy-warehouse';

interface Submitted {
  readonly queryId: string;
  readonly requestId: string;
  readonly step: string;
  readonly sql: string;
  outcome: Outcome;
}

const NO_UNIT = { id: 'none' } as Unit;
const NO_TRANSACTION = { session: false, transaction: undefined } as Step;

/**
 * The toy as an asynchronous warehouse: statements are carried out when `complete` picks them. It runs whatever it is
 * sent, a request id that comes again too, and throws where a step is sent that is under way.
 */
export class ToyStatements implements AsyncWarehouse {
  readonly traits = { incrementalPublish: 'clone' } as const;
  readonly submitted: Submitted[] = [];
  readonly twice: string[] = [];

  constructor(
    readonly toy: ToyWarehouse,
    /** Steps that fail: audits find one row. */
    private readonly failing: ReadonlySet<string>,
  ) {}

  get running(): readonly Submitted[] {
    return this.submitted.filter(({ outcome }) => outcome.status === 'running');
  }

  complete(nth: number): void {
    const { running } = this;
    const one = running[nth % Math.max(running.length, 1)];
    if (!one) return;
    try {
      one.outcome = { status: 'done', result: this.carryOut(one.step, one.sql) };
    } catch (error: unknown) {
      if (!(error instanceof LakehouseError)) throw error;
      one.outcome = { status: 'failed', error };
    }
  }

  readonly statements = {
    submit: async (sql: string, { requestId, tag }: SubmitOptions): Promise<string> => {
      const step = tag['step'] ?? '';
      if (this.running.some((one) => one.step === step)) this.twice.push(step);
      const queryId = `query ${this.submitted.length + 1}`;
      this.submitted.push({ queryId, requestId, step, sql, outcome: { status: 'running' } });
      return queryId;
    },
    outcome: async (queryId: string): Promise<Outcome> =>
      this.submitted.find((one) => one.queryId === queryId)?.outcome ?? { status: 'unknown' },
    find: async (requestIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      new Map(
        this.submitted
          .filter(({ requestId }) => requestIds.includes(requestId))
          .map(({ requestId, queryId }) => [requestId, queryId]),
      ),
    underWay: async (): Promise<readonly string[]> => this.running.map(({ queryId }) => queryId),
    cancel: async (queryId: string): Promise<void> => {
      const one = this.running.find((running) => running.queryId === queryId);
      const error = new LakehouseError([{ code: 'LH502', message: 'SQL execution canceled' }]);
      if (!one) throw error;
      one.outcome = { status: 'failed', error };
    },
  };

  async query(sql: string, { tag = '{}' }: QueryOptions = {}): Promise<Result> {
    return this.carryOut((JSON.parse(tag) as { step?: string }).step ?? '', sql);
  }

  private carryOut(step: string, sql: string): Result {
    if (/^(?:insert into|delete from) LAKEHOUSE\.AUDIT/.test(sql)) return { columns: [], rows: [] };
    const fails = this.failing.has(step);
    const isQuery = /^\s*(?:with|select)\b/.test(sql);
    if (fails && !isQuery) throw new LakehouseError([{ code: 'LH502', message: `${step} fails` }]);
    for (const statement of statementsOfBlock(sql) ?? [sql]) {
      this.toy.execute(NO_UNIT, NO_TRANSACTION, statement);
    }
    if (/ limit 0$/.test(sql)) {
      return { columns: [{ name: 'ID', kind: 'TEXT', type: 'VARCHAR' }], rows: [] };
    }
    return {
      columns: [{ name: 'N', kind: 'NUMBER', type: 'NUMBER(38,0)' }],
      rows: isQuery ? [[fails ? 1 : 0]] : [],
    };
  }

  async catalog(): ReturnType<AsyncWarehouse['catalog']> {
    return this.toy.catalog();
  }
  session(): never {
    throw new Error('no session in a run of ticks');
  }
  columns(): never {
    throw new Error('a plan is there already');
  }
  changeTokens(): never {
    throw new Error('a plan is there already');
  }
  async close(): Promise<void> {
    // Nothing is open.
  }
}
