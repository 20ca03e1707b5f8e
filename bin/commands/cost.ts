import { readCost, type CostReport, type Usage } from '../../cloud/cost';
import { openTarget } from '../../cloud/deployment';
import { fail } from '../../engine/errors';
import type { GlobalOptions, Io } from '../io';
import { bytes } from '../output/amount';
import { printReport, table, type Printable } from '../output/answer';

export interface CostOptions {
  readonly days: number;
}

export async function cost(options: GlobalOptions & CostOptions, io: Io): Promise<number> {
  if (options.target === 'local') {
    fail(
      'LH103',
      'Costs are those of a deployed lakehouse: name its environment, e.g. --target dev. The local one costs nothing; lakehouse build --json tells how long its models take.',
    );
  }
  const target = await openTarget(options.target, { env: io.env, now: io.now });
  const warehouse = await target.warehouse('monitor');
  try {
    const report = await readCost(warehouse, {
      environment: target.env,
      names: target.names,
      days: options.days,
      now: io.now(),
    });
    if (options.json) printReport(io, report);
    else printCost(report, io);
    return 0;
  } finally {
    await warehouse.close();
  }
}

/** Runs beyond these are in the JSON. */
const SHOWN_RUNS = 10;

function printCost({ warehouses, pipes, models, runs, complete, from }: CostReport, io: Io): void {
  const section = (title: string, head: readonly string[], rows: readonly (readonly Printable[])[]): void =>
    io.out.write(`${title}\n${rows.length > 0 ? table(head, rows, io.out.width) : 'none\n'}\n`);
  section(
    'Warehouses, in credits',
    ['warehouse', 'credits', 'queries', 'idle', 'cloud services'],
    warehouses.map((one) => [one.warehouse, one.credits, one.queries, one.idle, one.cloudServices]),
  );
  section(
    'Pipes',
    ['pipe', 'credits', 'loaded'],
    pipes.map((one) => [one.pipe, one.credits, bytes(one.bytes)]),
  );
  const usage = (one: Usage): readonly Printable[] => [
    one.credits,
    one.seconds,
    bytes(one.bytesScanned),
    one.statements,
    one.failed,
  ];
  const head = ['credits', 'seconds', 'scanned', 'statements', 'failed'];
  section(
    'Models',
    ['model', ...head, 'runs', 'of it tests, s'],
    models.map((one) => [nameOf(one.model), ...usage(one), one.runs, one.testSeconds]),
  );
  section(
    'Runs',
    ['run', 'started', ...head],
    runs.slice(0, SHOWN_RUNS).map((one) => [one.run, moment(one.startedAt), ...usage(one)]),
  );
  const open = models.reduce((sum, { unattributed }) => sum + unattributed, 0);
  io.err.write(
    [
      `Since ${moment(from)} UTC. Snowflake's history is late: statements are all there until ${moment(complete.statements)}, warehouses and pipes until ${moment(complete.warehouses)}, credits of models and runs until ${moment(complete.credits)}.`,
      `Credits of models and runs are what Snowflake attributes to their statements: no idle time, no cloud services. It has attributed none to ${open} statements, which are newer or shorter than a tenth of a second.`,
      '',
    ].join('\n'),
  );
}

const nameOf = (model: string | undefined): string => model?.split('.').at(-1) ?? '(the runs themselves)';

/** UTC, to the minute. */
const moment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
