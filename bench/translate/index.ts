import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import Table from 'cli-table3';
import { compare, type Comparison } from './against-hand';
import { demoHome, type DemoHome } from './demo-home';
import { median, milliseconds, quantile } from './measure';
import { open, type Opened } from './open';

const ORDERS = 20_000;
const RUNS = 9;
/** SQL for DuckDB, written by hand, one file a model. */
const byHand = join(__dirname, 'by-hand');
const plans = resolve(__dirname, '../../.lakehouse/bench/translate');

/** What it costs to translate the models, and what the translated SQL costs against SQL written for DuckDB by hand. */
export async function translateBenchmark(print: (line: string) => void): Promise<void> {
  print(`making ${ORDERS} orders and building them from lake to gold (some minutes)`);
  const home = await demoHome(ORDERS);
  const opened = await open(home.database);
  try {
    print(`\ntranslating ${home.models.size} models, each once, and again from memory\n`);
    print(table(['', 'median', '95 of 100', 'longest', 'together'], await translationTimes(opened, home)));
    const compared = await comparisons(opened, home);
    print(`\nrunning what was written, median of ${RUNS} runs\n`);
    print(
      table(
        ['model', 'rows', 'translated', 'of it planning', 'by hand', 'of it planning', 'ratio'],
        compared.map(line),
      ),
    );
    print(`together: ${ratio(sum(compared, 'translated'), sum(compared, 'byHand'))}. Plans: ${plans}`);
  } finally {
    opened.close();
    home.remove();
  }
}

/** With the lookups of columns, as in a build. */
async function translationTimes(opened: Opened, home: DemoHome): Promise<readonly string[][]> {
  const once = async (sql: string): Promise<number> => {
    const start = performance.now();
    await opened.translated(sql);
    return performance.now() - start;
  };
  const rows: string[][] = [];
  for (const name of ['cold', 'cached']) {
    const times: number[] = [];
    for (const sql of home.models.values()) times.push(await once(sql));
    const together = times.reduce((all, time) => all + time, 0);
    rows.push([
      name,
      ...[median(times), quantile(times, 0.95), quantile(times, 1), together].map(milliseconds),
    ]);
  }
  return rows;
}

async function comparisons(opened: Opened, home: DemoHome): Promise<readonly Comparison[]> {
  mkdirSync(plans, { recursive: true });
  const compared: Comparison[] = [];
  for (const file of readdirSync(byHand).sort()) {
    const model = basename(file, '.sql');
    const sql = home.models.get(model);
    if (sql === undefined) throw new Error(`there is no model ${model} in the project`);
    const hand = readFileSync(join(byHand, file), 'utf8');
    const comparison = await compare(opened, model, await opened.translated(sql), hand, RUNS);
    writeFileSync(join(plans, `${model}.translated.txt`), comparison.plans.translated);
    writeFileSync(join(plans, `${model}.by-hand.txt`), comparison.plans.byHand);
    compared.push(comparison);
  }
  return compared;
}

const sum = (compared: readonly Comparison[], side: 'translated' | 'byHand'): number =>
  compared.reduce((all, comparison) => all + comparison[side], 0);

const ratio = (translated: number, hand: number): string => (translated / hand).toFixed(2);

const line = ({ model, rows, translated, byHand: hand, planning }: Comparison): readonly string[] => [
  model,
  rows.toLocaleString('en-US'),
  milliseconds(translated),
  milliseconds(planning.translated),
  milliseconds(hand),
  milliseconds(planning.byHand),
  ratio(translated, hand),
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const printed = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  for (const row of rows) printed.push([...row]);
  return printed.toString();
}
