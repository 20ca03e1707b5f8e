import type { Opened } from './open';
import { median, timedInTurns } from './measure';

export interface Comparison {
  readonly model: string;
  readonly rows: number;
  /** Medians, in milliseconds: of the whole statement, and of what comes before its first row (`EXPLAIN`). */
  readonly translated: number;
  readonly byHand: number;
  readonly planning: { readonly translated: number; readonly byHand: number };
  /** Plans with the time that each step took. */
  readonly plans: { readonly translated: string; readonly byHand: string };
}

/** As a model is built: all of its rows are written, nothing of them is sent to anybody. */
const build = (select: string): string => `CREATE OR REPLACE TEMP TABLE bench_rows AS ${select}`;

/** The same rows by the SQL of the translator and by SQL written for DuckDB; it fails where they are not the same. */
export async function compare(
  opened: Opened,
  model: string,
  translated: string,
  byHand: string,
  runs: number,
): Promise<Comparison> {
  const rows = await sameRows(opened, model, translated, byHand);
  const [ours = [], theirs = [], ourPlanning = [], theirPlanning = []] = await timedInTurns(runs, [
    () => opened.run(build(translated)),
    () => opened.run(build(byHand)),
    () => opened.run(`EXPLAIN ${translated}`),
    () => opened.run(`EXPLAIN ${byHand}`),
  ]);
  return {
    model,
    rows,
    translated: median(ours),
    byHand: median(theirs),
    planning: { translated: median(ourPlanning), byHand: median(theirPlanning) },
    plans: { translated: await plan(opened, translated), byHand: await plan(opened, byHand) },
  };
}

async function sameRows(opened: Opened, model: string, translated: string, byHand: string): Promise<number> {
  await opened.run(`CREATE OR REPLACE TEMP TABLE bench_translated AS ${translated}`);
  await opened.run(`CREATE OR REPLACE TEMP TABLE bench_by_hand AS ${byHand}`);
  const only = (one: string, other: string): string =>
    `(SELECT count(*) FROM (FROM ${one} EXCEPT ALL FROM ${other}))`;
  const [[rows, ours, theirs] = []] = await opened.run(
    `SELECT (SELECT count(*) FROM bench_translated), ${only('bench_translated', 'bench_by_hand')}, ${only('bench_by_hand', 'bench_translated')}`,
  );
  if (Number(ours) + Number(theirs) > 0) {
    throw new Error(`${model}: ${String(ours)} rows of the translated SQL are not those written by hand`);
  }
  return Number(rows);
}

async function plan(opened: Opened, select: string): Promise<string> {
  const rows = await opened.run(`EXPLAIN ANALYZE ${select}`);
  return rows.map((row) => String(row[1] ?? '')).join('\n');
}
