import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { lastWords, runCommand, type CommandResult } from '../command';

/**
 * What only real accounts can prove, of an environment that was deployed: `npm run smoke -- --env dev`. It runs the
 * commands that a person would, with that person's credentials of AWS and Snowflake, and writes nothing but a run.
 */
const root = resolve(__dirname, '../..');

interface Step {
  readonly title: string;
  /** What has to be true, of what the command said. Answers with what it found; throws what is wrong. */
  readonly args: readonly string[];
  readonly program?: 'cdk';
  readonly expect?: (said: CommandResult) => string;
}

interface Status {
  readonly datasets: readonly {
    readonly domain: string;
    readonly dataset: string;
    readonly state?: string;
    readonly rowsLoaded: number;
  }[];
}

const notRunning = ({ stdout }: CommandResult): string => {
  const { datasets } = JSON.parse(stdout) as Status;
  const stopped = datasets.filter(({ state }) => state !== 'RUNNING');
  if (stopped.length > 0)
    throw new Error(
      stopped
        .map(({ domain, dataset, state }) => `${domain}.${dataset} is ${state ?? 'not there'}`)
        .join(', '),
    );
  const rows = datasets.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0);
  return `${datasets.length} pipes run; ${rows} rows in the ledger`;
};

function stepsFor(env: string): readonly Step[] {
  const target = ['--target', env];
  return [
    { title: 'Snowflake has what a deploy needs', args: ['setup-sql', '--env', env, '--check'] },
    {
      title: 'the template is what is deployed',
      program: 'cdk',
      args: ['diff', '--all', '--fail', '-c', `env=${env}`],
    },
    { title: 'Snowflake has what the template says', args: ['setup-sql', '--env', env, '--diff'] },
    { title: 'every pipe runs', args: ['status', '--json', ...target], expect: notRunning },
    { title: 'a run builds gold', args: ['build', ...target] },
    { title: 'a second run finds nothing to do', args: ['build', ...target] },
    {
      title: 'a reader reads gold',
      args: ['query', 'select count(*) as orders from gold_olist.fct_orders', ...target],
    },
    { title: 'no alarm fires', args: ['alarms', ...target] },
    { title: 'credits can be told', args: ['cost', '--days', '1', ...target] },
  ];
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  const { env } = values;
  if (env === undefined) {
    console.error('usage: npm run smoke -- --env <environment of environments.yml>');
    return 2;
  }
  let failed = 0;
  for (const { title, args, program, expect } of stepsFor(env)) {
    const started = Date.now();
    const [file, ...before] =
      program === 'cdk'
        ? [join(root, 'node_modules/.bin/cdk')]
        : [process.execPath, join(root, 'bin/lakehouse.js')];
    const result = await runCommand(file ?? '', [...before, ...args], { cwd: root, env: process.env });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const problem = judge(result, expect);
    if (problem.wrong) failed += 1;
    const mark = problem.wrong ? pc.red('FAIL') : pc.green('ok  ');
    console.log(`${mark} ${title} (${seconds} s)${problem.words === '' ? '' : `\n     ${problem.words}`}`);
  }
  return failed === 0 ? 0 : 1;
}

function judge(
  result: CommandResult | undefined,
  expect: Step['expect'],
): { readonly wrong: boolean; readonly words: string } {
  if (!result) return { wrong: true, words: 'cannot be started' };
  if (result.status !== 0) return { wrong: true, words: lastWords(result, 15).replaceAll('\n', '\n     ') };
  try {
    return { wrong: false, words: expect?.(result) ?? '' };
  } catch (error: unknown) {
    return { wrong: true, words: error instanceof Error ? error.message : String(error) };
  }
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
