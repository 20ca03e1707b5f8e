import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { homeLayout } from '../../local/home/layout';
import { localTarget, openProject, type LocalProject } from '../../local/home/project';
import { LINES_A_SESSION, TROUBLE } from '../events/stream';
import { measured, retireOwner, type Stage } from '../lakehouse/command';
import { count, seconds, table } from '../table';
import { open } from '../translate/open';
import { modelCosts, nothing, plus, testsCost, type Cost, type ModelCost } from './profile';
import { holdBack, type HeldBack } from './stream';

const DAYS = 30;
const OPENED = '2026-01-01';
const CLOSED = '2026-01-31';

interface Measured {
  readonly held: HeldBack;
  readonly models: readonly ModelCost[];
  readonly tests: Cost;
  /** Lines of the newest commit that the base was built of: they share a time, and are read again. */
  readonly readAgain: number;
  readonly commands: Readonly<Record<'base' | 'pipe' | 'increment' | 'full', Stage>>;
}

/** What one percent of new events costs, against building everything anew, at two sizes ten times apart. */
export async function incrementsBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      lines: { type: 'string', default: '100000,1000000' },
      part: { type: 'string', default: '0.01' },
    },
  });
  const results: Measured[] = [];
  for (const lines of values.lines.split(',')) {
    const result = await measureAt(Number(lines), Number(values.part), print);
    results.push(result);
    print(report(result));
  }
  const [small, large] = results;
  if (small && large) print(growth(small, large));
}

async function measureAt(lines: number, part: number, print: (line: string) => void): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-bench-'));
  const layout = homeLayout(home);
  try {
    const sessions = String(Math.ceil((lines * (1 + part)) / LINES_A_SESSION));
    await measured(home, [
      ...['generate', 'events', '--sessions', sessions, '--days', String(DAYS), '--start', OPENED],
      ...['--trouble', TROUBLE, '--json'],
    ]);
    const events = join(layout.lake, 'bronze/events');
    const held = await holdBack(events, join(home, 'held'), CLOSED, part);
    const build = ['build', '--select', 'tag:events', '--no-pipe', '--json'];
    await measured(home, ['pipe', '--json']);
    const base = await measured(home, build);
    await held.release();
    const pipe = await measured(home, ['pipe', '--json']);
    await retireOwner(home);
    const copy = join(home, 'profiled.duckdb');
    copyFileSync(layout.database, copy);
    const increment = await measured(home, build);
    const full = await measured(home, [...build, '--full-refresh']);
    await retireOwner(home);
    print(`\n${count(held.baseLines)} lines built, ${count(held.newLines)} new: profiling`);
    const local = await openProject(
      resolve(__dirname, '../../sql'),
      localTarget({ threads: 1, vars: {}, env: {} }),
      layout.projectCache,
    );
    return { held, ...(await profiled(local, copy)), commands: { base, pipe, increment, full } };
  } finally {
    await retireOwner(home);
    rmSync(home, { recursive: true, force: true });
  }
}

async function profiled(
  local: LocalProject,
  database: string,
): Promise<Pick<Measured, 'models' | 'tests' | 'readAgain'>> {
  const { project, graph } = local;
  const own = new Map(
    project.models
      .filter(
        ({ tags, config }) =>
          tags.includes('events') && ['table', 'incremental'].includes(config.materialized),
      )
      .map((model) => [model.uniqueId, model]),
  );
  const tests = project.tests.filter(({ name }) => name.includes('events__')).map(({ uniqueId }) => uniqueId);
  const opened = await open(database);
  try {
    const [[readAgain] = []] = await opened.run(
      `SELECT count(*) FROM SILVER_EVENTS.STG_EVENTS__COPIES
       WHERE _ARRIVED_AT = (SELECT max(_ARRIVED_AT) FROM SILVER_EVENTS.STG_EVENTS__COPIES)`,
    );
    const ordered = graph.order.flatMap((id) => own.get(id) ?? []);
    const models = await modelCosts(opened, local, ordered);
    return { models, tests: await testsCost(opened, local, tests), readAgain: Number(readAgain) };
  } finally {
    opened.close();
  }
}

const total = (models: readonly ModelCost[], kind: 'increment' | 'full', materialized: string): Cost =>
  models
    .filter(({ model }) => model.config.materialized === materialized)
    .reduce((sum, costs) => plus(sum, costs[kind]), nothing);

const cells = (name: string, increment: Cost, full: Cost): readonly string[] => [
  name,
  count(increment.rowsRead),
  count(full.rowsRead),
  `${((100 * increment.rowsRead) / full.rowsRead).toFixed(1)} %`,
  seconds(increment.seconds),
  seconds(full.seconds),
];

function report({ held, models, tests, readAgain, commands }: Measured): string {
  const rows = models.map(({ model, increment, full }) =>
    cells(`${model.name} (${model.config.materialized})`, increment, full),
  );
  const sums = ['incremental', 'table'].map((materialized) =>
    cells(
      `all ${materialized} models`,
      total(models, 'increment', materialized),
      total(models, 'full', materialized),
    ),
  );
  const head = ['', 'rows read', 'of a full build', '', 'time', 'of a full build'];
  const { base, pipe, increment, full } = commands;
  return [
    table(head, [...rows, ...sums, cells('their tests', tests, tests)]),
    `with the new lines the ${count(readAgain)} of the newest commit before them are read again`,
    `as commands: base built in ${seconds(base.seconds)}; ${count(held.newObjects)} new objects piped in ` +
      `${seconds(pipe.seconds)}; increment built in ${seconds(increment.seconds)} (CPU ${seconds(increment.cpuSeconds)}), ` +
      `all anew in ${seconds(full.seconds)} (CPU ${seconds(full.cpuSeconds)}), tests included; ` +
      `load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ].join('\n');
}

/** How the cost of an increment grows while the base grows: 1 is none, the ratio of the bases is all of it. */
function growth(small: Measured, large: Measured): string {
  const of = (measure: (of: Measured) => number): string => (measure(large) / measure(small)).toFixed(1);
  const rows = small.models.map(({ model }) => {
    const cost = ({ models }: Measured): Cost =>
      models.find((one) => one.model.uniqueId === model.uniqueId)?.increment ?? nothing;
    return [
      `${model.name} (${model.config.materialized})`,
      of((at) => cost(at).rowsRead),
      of((at) => cost(at).seconds),
    ];
  });
  return [
    `\nThe base is ${of(({ held }) => held.baseLines)} times as large, the new part ${of(({ held }) => held.newLines)}` +
      ' times. The increment costs so many times as much:',
    table(
      ['', 'rows read', 'time'],
      [
        ...rows,
        ['the command', '', of(({ commands }) => commands.increment.seconds)],
        ['the command with all anew', '', of(({ commands }) => commands.full.seconds)],
      ],
    ),
  ].join('\n');
}
