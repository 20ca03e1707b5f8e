import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measured, retireOwner, type Stage } from '../lakehouse/command';
import { count, mebibytes, seconds, table } from '../table';
import { booksOf, type ReportedBooks } from './books';
import { compared, type Comparison } from './comparison';
import { LINES_A_SESSION, TROUBLE } from './stream';

/**
 * A stream with trouble from the generator to gold, stage by stage as one would type it, and then every figure of the
 * shop's own books against the tables.
 */
export async function eventsBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      lines: { type: 'string', default: '1000000' },
      days: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'string' },
    },
  });
  const home = values.keep ?? mkdtempSync(join(tmpdir(), 'lakehouse-bench-'));
  const sessions = Math.ceil(Number(values.lines) / LINES_A_SESSION);
  const shop = ['--sessions', String(sessions), '--days', values.days, '--seed', values.seed];
  const stages: Stage[] = [];
  const stage = async (...args: readonly string[]): Promise<string> => {
    const done = await measured(home, args);
    stages.push(done);
    print(`${done.command}: ${seconds(done.seconds)}`);
    return done.output;
  };
  try {
    const books = booksOf(
      await stage('generate', 'events', ...shop, '--trouble', TROUBLE, '--buffer-seconds', '900', '--json'),
    );
    await stage('pipe', '--json');
    await stage('build', '--select', 'tag:events', '--json');
    const accounts = await stage('reconcile', '--json');
    print(`\n${stageTable(stages, books)}`);
    const comparisons = await compared(home, books, accounts);
    print(`\n${comparisonTable(comparisons)}`);
    const different = comparisons.filter(({ expected, found }) => expected !== found);
    if (different.length > 0) throw new Error(`${different.length} figures are not those of the books`);
    print(`All ${comparisons.length} figures are those of the books.`);
  } finally {
    await retireOwner(home);
    if (values.keep === undefined) rmSync(home, { recursive: true, force: true });
  }
}

function stageTable(stages: readonly Stage[], { lines }: ReportedBooks): string {
  return table(
    ['stage', 'time', 'lines/s', 'CPU', 'peak, command', 'peak, owner', 'load'],
    stages.map((stage) => [
      stage.command.split(' ').slice(0, 2).join(' '),
      seconds(stage.seconds),
      count(lines.total / stage.seconds),
      seconds(stage.cpuSeconds),
      mebibytes(stage.commandPeak),
      mebibytes(stage.ownerPeak),
      stage.load.toFixed(1),
    ]),
  );
}

const comparisonTable = (comparisons: readonly Comparison[]): string =>
  table(
    ['', 'in the books', 'in the lakehouse', ''],
    comparisons.map(({ what, expected, found }) => [
      what,
      count(expected),
      count(found),
      expected === found ? 'same' : 'DIFFERENT',
    ]),
  );
