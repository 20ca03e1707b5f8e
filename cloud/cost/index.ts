import { fail, LakehouseError } from '../../engine/errors';
import type { Cell, Warehouse } from '../../engine/warehouse/port';
import type { SnowflakeNames } from '../../lambdas/deployment/contract';
import { costStatements, type Asked } from './statements';
import type { CompleteUntil, CostReport, Usage } from './types';

export { costStatements } from './statements';
export type { CostReport, ModelCost, PipeCost, RunCost, Usage, WarehouseCost } from './types';

const MINUTE = 60_000;

/** How late Snowflake's history may be, by its documentation: views of the schema ACCOUNT_USAGE. */
const LATE: { readonly [what in keyof CompleteUntil]: number } = {
  statements: 45 * MINUTE,
  warehouses: 180 * MINUTE,
  pipes: 180 * MINUTE,
  credits: 480 * MINUTE,
};

export interface CostOptions {
  readonly environment: string;
  readonly names: Pick<SnowflakeNames, 'database' | 'warehouses'>;
  readonly days: number;
  readonly now: Date;
}

/** What the environment used in the last so many days. Needs a running warehouse: the monitor's. */
export async function readCost(
  warehouse: Pick<Warehouse, 'query'>,
  { environment, names, days, now }: CostOptions,
): Promise<CostReport> {
  const from = new Date(now.getTime() - days * 24 * 60 * MINUTE).toISOString();
  const ask = async ({ sql, binds }: Asked): Promise<readonly (readonly Cell[])[]> => {
    try {
      return (await warehouse.query(sql, { binds })).rows;
    } catch (error: unknown) {
      // 002003: does not exist or not authorized.
      if (error instanceof LakehouseError && error.message.includes('002003')) {
        return fail(
          'LH952',
          `The query history of Snowflake cannot be read: ${error.message}. Log in with the environment's monitor role, which lakehouse setup-sql --env ${environment} grants it to.`,
        );
      }
      throw error;
    }
  };
  const [ofWarehouses, ofPipes, ofModels, ofRuns] = costStatements(names, from);
  // One after the other: the warehouse is the smallest there is.
  const warehouses = await ask(ofWarehouses);
  const pipes = await ask(ofPipes);
  const models = await ask(ofModels);
  const runs = await ask(ofRuns);
  return {
    environment,
    from,
    until: now.toISOString(),
    complete: {
      statements: before(now, LATE.statements),
      warehouses: before(now, LATE.warehouses),
      pipes: before(now, LATE.pipes),
      credits: before(now, LATE.credits),
    },
    warehouses: warehouses.map(([name, credits, queries, cloudServices]) => ({
      warehouse: String(name),
      credits: Number(credits),
      queries: Number(queries),
      idle: round(Number(credits) - Number(queries)),
      cloudServices: Number(cloudServices),
    })),
    pipes: pipes.map(([pipe, credits, bytes]) => ({
      pipe: String(pipe),
      credits: Number(credits),
      bytes: Number(bytes),
    })),
    models: models.map(([model, count, testSeconds, ...usage]) => ({
      model: textOf(model),
      runs: Number(count),
      testSeconds: round(Number(testSeconds)),
      ...usageOf(usage),
    })),
    runs: runs.map(([run, startedAt, endedAt, ...usage]) => ({
      run: String(run),
      startedAt: isoOf(startedAt),
      endedAt: isoOf(endedAt),
      ...usageOf(usage),
    })),
  };
}

function usageOf([statements, failed, seconds, bytesScanned, credits, unattributed]: readonly Cell[]): Usage {
  return {
    statements: Number(statements),
    failed: Number(failed),
    seconds: round(Number(seconds)),
    bytesScanned: Number(bytesScanned),
    credits: credits === null || credits === undefined ? undefined : round(Number(credits)),
    unattributed: Number(unattributed),
  };
}

const before = (now: Date, late: number): string => new Date(now.getTime() - late).toISOString();
const textOf = (cell: Cell | undefined): string | undefined =>
  cell === null || cell === undefined ? undefined : String(cell);
/** A TIMESTAMP_NTZ; sessions are in UTC. */
const isoOf = (cell: Cell | undefined): string => `${String(cell).slice(0, 19).replace(' ', 'T')}Z`;
/** Sums of doubles carry their rounding along; a millionth of a credit is nobody's concern. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
