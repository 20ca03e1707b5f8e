import { z } from 'zod';
import { mergeStatements } from '../../engine/plan/merge';
import type { Model } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { RelationName } from '../../engine/warehouse/port';
import type { LocalProject } from '../../local/home/project';
import type { Opened } from '../translate/open';

/** What DuckDB's profiler says of one statement or several. */
export interface Cost {
  /** Rows that scans of tables have read; what the zone maps rule out is not among them. */
  readonly rowsRead: number;
  readonly seconds: number;
}

const profile = z.object({ cumulative_rows_scanned: z.number(), latency: z.number() });

export const nothing: Cost = { rowsRead: 0, seconds: 0 };
export const plus = (one: Cost, other: Cost): Cost => ({
  rowsRead: one.rowsRead + other.rowsRead,
  seconds: one.seconds + other.seconds,
});

export interface ModelCost {
  readonly model: Model;
  readonly increment: Cost;
  readonly full: Cost;
}

/** Runs the statement: https://duckdb.org/docs/stable/dev/profiling */
async function costOf(opened: Opened, sql: string): Promise<Cost> {
  const [row = []] = await opened.run(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`);
  const { cumulative_rows_scanned, latency } = profile.parse(JSON.parse(String(row[1])));
  return { rowsRead: cumulative_rows_scanned, seconds: latency };
}

/** The statements of the next build and those of a full one, model by model, in the order of the graph. */
export async function modelCosts(
  opened: Opened,
  { compiler }: LocalProject,
  models: readonly Model[],
): Promise<readonly ModelCost[]> {
  const made = async (relation: RelationName, id: string, incremental: boolean): Promise<Cost> =>
    costOf(
      opened,
      `CREATE OR REPLACE TABLE ${relationText(relation)} AS ${await opened.translated(compiler.select(id, { incremental }))}`,
    );
  const costs: ModelCost[] = [];
  for (const model of models) {
    const { uniqueId, config } = model;
    const relation = compiler.relation(uniqueId);
    const beside = { ...relation, name: `${relation.name}__BENCH` };
    let increment: Cost;
    if (config.materialized === 'incremental') {
      increment = await made(beside, uniqueId, true);
      const columns = await opened.run(`DESCRIBE ${relationText(relation)}`);
      const merging = mergeStatements(
        {
          target: relation,
          arrived: beside,
          strategy: config.incrementalStrategy,
          uniqueKey: config.uniqueKey,
          updateColumns: config.mergeUpdateColumns,
          excludeColumns: config.mergeExcludeColumns,
        },
        columns.map(([name, type]) => ({ name: String(name), type: String(type) })),
        uniqueId,
      );
      for (const sql of merging)
        for (const statement of await opened.statements(sql))
          increment = plus(increment, await costOf(opened, statement));
    } else increment = await made(relation, uniqueId, false);
    const full = await made(beside, uniqueId, false);
    await opened.run(`DROP TABLE ${relationText(beside)}`);
    costs.push({ model, increment, full });
  }
  return costs;
}

/** All data tests of these models: they look at the whole of what is to be published, whatever is new in it. */
export async function testsCost(
  opened: Opened,
  { compiler }: LocalProject,
  tests: readonly string[],
): Promise<Cost> {
  let all = nothing;
  for (const id of tests)
    all = plus(
      all,
      await costOf(opened, `SELECT count(*) FROM (${await opened.translated(compiler.select(id))})`),
    );
  return all;
}
