import { Command, CommanderError, Option } from 'commander';
import { join } from 'node:path';
import { fail } from '../engine/errors';
import type { BuildCommandOptions } from './commands/build';
import type { RunOptions } from './commands/run';
import type { GlobalOptions, Io } from './io';
import { each, instant, list, positive, share, variables, wholeNumber } from './options';

const SQL = join(__dirname, '../sql');

/** Runs one command line; answers with the exit status: 0 done, 1 failed, 2 wrong usage. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let status = 0;
  const program = makeProgram(io, (ended) => (status = ended));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (e: unknown) {
    if (!(e instanceof CommanderError)) throw e;
    return e.exitCode === 0 ? 0 : 2;
  }
  return status;
}

/** What a command's own file exports. `O` are its options, after those that every command takes. */
type Run<O, A extends readonly unknown[]> = (
  options: GlobalOptions & O,
  io: Io,
  ...args: A
) => Promise<number>;

/**
 * The table of contents of the command line. What a command does is in its file under `commands/`, which is loaded
 * when it is called: `lakehouse --help` needs none of them.
 */
export function makeProgram(io: Io, done: (status: number) => void): Command {
  const program = new Command('lakehouse')
    .description(
      'An e-commerce lakehouse: files land in a lake, pipes load bronze, SQL models make silver and gold.',
    )
    .addOption(
      new Option('--home <dir>', 'folder of the local lakehouse').env('LAKEHOUSE_HOME').default('.lakehouse'),
    )
    .option('--lake <url>', 'a bucket as the lake, s3://bucket/folder (default: a folder of the home)')
    .option('--endpoint <url>', 'of an S3-compatible store that is not S3 itself')
    .addOption(new Option('--project <dir>', 'the dbt project').default(SQL, "the installation's sql/"))
    .option('--target <name>', 'where to run: local, or an environment', 'local')
    .option('--threads <n>', 'statements that run at the same time', wholeNumber('--threads', 1), 4)
    .option('--vars <yaml>', "variables, e.g. '{as_of: 2018-09-01}'", variables, {})
    .option('--json', 'JSON also on a terminal')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: (text) => io.err.write(text),
      getOutHelpWidth: () => io.out.width,
      getErrHelpWidth: () => io.err.width,
      outputError: (text, write) => write(text.replace(/^error: /, 'LH102 ')),
    })
    .showSuggestionAfterError()
    .exitOverride();

  /** A command with its example. Its options are added by the caller. */
  const command = (usage: string, description: string, example: string): Command =>
    program
      .command(usage)
      .description(description)
      .configureHelp({ showGlobalOptions: true })
      .addHelpText('after', `\nExample:\n  ${example}`);
  /** Commander passes the arguments, the command's own options and the command. */
  const runs = <O, A extends readonly unknown[]>(
    load: (target: string) => Run<O, A>,
    inPipe: 'JSON' | 'text' = 'JSON',
    targets: 'local' | 'all' = 'local',
  ) =>
    async function (this: Command, ...passed: unknown[]): Promise<void> {
      const options = this.optsWithGlobals<GlobalOptions & O>();
      if (targets === 'local' && options.target !== 'local') refuseTarget(options.target);
      const args = passed.slice(0, this.registeredArguments.length) as unknown as A;
      done(
        await load(options.target)(
          { ...options, json: options.json || (inPipe === 'JSON' && !io.out.isTerminal) },
          io,
          ...args,
        ),
      );
    };
  /** On this machine, or on a deployed environment by another command of the same words. */
  const either = <O, A extends readonly unknown[]>(local: () => Run<O, A>, deployed: () => Run<O, A>) =>
    runs<O, A>((target) => (target === 'local' ? local() : deployed()), 'JSON', 'all');
  const selection = (to: Command): Command =>
    to
      .option(
        '-s, --select <nodes>',
        "dbt's selectors: a name, +name+, tag:gold, path:…, source:…, state:modified",
        each,
        [],
      )
      .option('--exclude <nodes>', 'what to leave out of the selection', each, []);

  command(
    'demo',
    'Make a small day of input of all four domains, run the whole pipeline on it and show what was built.',
    'lakehouse demo --size 500 --no-serve',
  )
    .option('--size <n>', 'orders of olist; the other domains in proportion', wholeNumber('--size', 1), 2000)
    .option('--no-serve', 'end after the summary, and do not serve the console')
    .action(runs(() => (require('./commands/demo') as typeof import('./commands/demo')).demo, 'text'));

  command(
    'generate [domain]',
    'Make synthetic input in the shape of the real one: of olist, crm_erp and retail as files, of events as a stream; without a domain of all four.',
    'lakehouse generate events --days 30 --trouble duplicates=0.01,late=0.02',
  )
    .option('--out <dir>', 'folder to write to (events: into the lake without it)')
    .option('--seed <n>', 'the same seed and size give the same bytes', wholeNumber('--seed', 0), 1)
    .option('--size <n>', "how many of the domain's main thing", wholeNumber('--size', 1))
    .addOption(
      new Option('--shape <shape>', 'retail: one object of columns, an array of records, or a record a line')
        .choices(['columns', 'records', 'lines'])
        .default('columns'),
    )
    .addOption(
      new Option('--dates <kind>', 'retail: dates of sales').choices(['epoch', 'iso']).default('epoch'),
    )
    .option('--sessions <n>', 'events: so many sessions in all', wholeNumber('--sessions', 1))
    .option('--days <n>', 'events: days that the shop is open (default: 1)', positive('--days'))
    .option('--rate <n>', 'events: sessions an hour, over a day (default: 132)', positive('--rate'))
    .option('--start <time>', 'events: when the shop opens (default: 2026-01-01)', instant('--start'))
    .option(
      '--trouble <rates>',
      'events: shares of the events, such as duplicates=0.01,late=0.02 (also out_of_order, future, unknown, new_fields, missing, malformed)',
      (text: string) => (require('./trouble-option') as typeof import('./trouble-option')).troubleRates(text),
    )
    .option(
      '--changed <share>',
      'events: customers who change name or address (default: 0.15)',
      share('--changed'),
    )
    .option(
      '--buffer-seconds <n>',
      'events: a lake object is written when its oldest line is so old',
      wholeNumber('--buffer-seconds', 1),
      900,
    )
    .option(
      '--buffer-mib <n>',
      'events: … or when it has so many MiB, not compressed',
      wholeNumber('--buffer-mib', 1),
      32,
    )
    .option('--orders <file>', "events: CSV of every order's steps with its amounts in cents")
    .action(runs(() => (require('./commands/generate') as typeof import('./commands/generate')).generate));

  command(
    'ingest <domain> <dir>',
    'Copy the files of a domain into the lake. A second call copies nothing.',
    'lakehouse ingest olist downloads/olist --extracted-at 2026-01-02',
  )
    .option(
      '--extracted-at <time>',
      'when the source made the files (default: now)',
      instant('--extracted-at'),
    )
    .option('--dry-run', 'say what would be copied')
    .action(
      either(
        () => (require('./commands/ingest') as typeof import('./commands/ingest')).ingest,
        () =>
          (require('./commands/deployed-ingest') as typeof import('./commands/deployed-ingest'))
            .deployedIngest,
      ),
    );

  command(
    'extract <url>',
    'Copy tables of a PostgreSQL database into the lake, all as of one moment.',
    'lakehouse extract postgres://reader@db.internal/shop --domain retail --tables customers,products',
  )
    .requiredOption('--domain <domain>', 'whose datasets the tables are')
    .requiredOption('--tables <list>', 'table, schema.table or table=dataset, with commas between', list)
    .action(runs(() => (require('./commands/extract') as typeof import('./commands/extract')).extract));

  command('pipe', 'Load every landed file into bronze, once.', 'lakehouse pipe').action(
    runs(() => (require('./commands/pipe') as typeof import('./commands/pipe')).pipe),
  );

  selection(
    command(
      'build',
      'Load what has landed, then build, test and publish the models that something changed for.',
      'lakehouse build --select tag:olist',
    ),
  )
    .option('--full-refresh', 'make incremental models anew')
    .option('--no-pipe', 'leave files that have landed since the last load where they are')
    .option('--state <dir>', 'folder of the manifest that state: compares with (default: of the last build)')
    .action(
      either<BuildCommandOptions, []>(
        () => (require('./commands/build') as typeof import('./commands/build')).build,
        () => (require('./commands/deployed-run') as typeof import('./commands/deployed-run')).deployedBuild,
      ),
    );

  selection(
    command(
      'run',
      'Load what has landed and build; with --watch again whenever files land, until Ctrl-C.',
      'lakehouse run --watch',
    ),
  )
    .option('--watch', 'go on as files land')
    .option('--interval <seconds>', 'time between two looks at the lake', wholeNumber('--interval', 1), 2)
    .option('--state <dir>', 'folder of the manifest that state: compares with (default: of the last build)')
    .action(
      either<RunOptions, []>(
        () => (require('./commands/run') as typeof import('./commands/run')).run,
        () => (require('./commands/deployed-run') as typeof import('./commands/deployed-run')).deployedRun,
      ),
    );

  selection(
    command(
      'plan',
      'Show what a build would do now, and why. Changes nothing.',
      'lakehouse plan --select +olist__fct_orders --sql',
    ),
  )
    .option('--full-refresh', 'make incremental models anew')
    .option('--sql', 'with every statement')
    .option('--state <dir>', 'folder of the manifest that state: compares with (default: of the last build)')
    .action(
      either(
        () => (require('./commands/plan') as typeof import('./commands/plan')).plan,
        () => (require('./commands/deployed-plan') as typeof import('./commands/deployed-plan')).deployedPlan,
      ),
    );

  selection(
    command('test', 'Run tests on the tables that are live.', 'lakehouse test --select olist__fct_orders'),
  )
    .option('--state <dir>', 'folder of the manifest that state: compares with (default: of the last build)')
    .action(
      either(
        () => (require('./commands/test') as typeof import('./commands/test')).test,
        () => (require('./commands/deployed-run') as typeof import('./commands/deployed-run')).deployedTest,
      ),
    );

  command(
    'stop',
    'Stop the run that is under way on an environment: nothing more of it is started, what is under way is awaited, what is published stays.',
    'lakehouse stop --target dev --cancel',
  )
    .option('--cancel', "cancel the run's statements under way as well, but for those that publish")
    .option(
      '--abandon',
      'give up a run that can no longer be driven: cancel all it has under way and let the next run plan anew',
    )
    .action(runs(() => (require('./commands/stop') as typeof import('./commands/stop')).stop, 'JSON', 'all'));

  command(
    'query <sql>',
    'Run one Snowflake statement.',
    'lakehouse query "select * from gold_olist.top_customers limit 5"',
  )
    .option('--limit <n>', 'read at most so many rows', wholeNumber('--limit', 1))
    .action(
      either(
        () => (require('./commands/query') as typeof import('./commands/query')).query,
        () =>
          (require('./commands/deployed-query') as typeof import('./commands/deployed-query')).deployedQuery,
      ),
    );

  command(
    'translate <sql>',
    'Show what the local database runs for a Snowflake statement.',
    'lakehouse translate "select datediff(day, a, b) from t"',
  ).action(runs(() => (require('./commands/translate') as typeof import('./commands/translate')).translate));

  command(
    'status',
    'What is pending, how fresh each layer is, the last run, rejected and quarantined rows.',
    'lakehouse status',
  ).action(
    either(
      () => (require('./commands/status') as typeof import('./commands/status')).status,
      () =>
        (require('./commands/deployed-status') as typeof import('./commands/deployed-status')).deployedStatus,
    ),
  );

  command(
    'reconcile',
    "Prove that every row that landed is accounted for; exit 1 where one is not. On an environment it lists the whole lake and starts the monitor's warehouse.",
    'lakehouse reconcile --target dev',
  ).action(
    either(
      () => (require('./commands/reconcile') as typeof import('./commands/reconcile')).reconcile,
      () =>
        (require('./commands/deployed-reconcile') as typeof import('./commands/deployed-reconcile'))
          .deployedReconcile,
    ),
  );

  command(
    'retry <key> <file>',
    'Lay the repaired content of a file beside it in the lake; the next load takes it.',
    'lakehouse retry bronze/retail/customers/extracted_at=…/….csv customers-repaired.csv --apply',
  )
    .option('--apply', 'do it; otherwise say what would be done')
    .action(runs(() => (require('./commands/retry') as typeof import('./commands/retry')).retry));

  command(
    'backfill <dataset>',
    'Load the files of a dataset anew, all or those of a span, in one transaction.',
    'lakehouse backfill events.events --from 2026-01-01 --to 2026-02-01 --apply',
  )
    .option('--from <time>', 'files extracted or delivered at this time or later', instant('--from'))
    .option('--to <time>', '… and before this one', instant('--to'))
    .option('--apply', 'do it; otherwise say what would be done')
    .action(runs(() => (require('./commands/backfill') as typeof import('./commands/backfill')).backfill));

  selection(
    command(
      'export',
      'Write the tables of gold, or the selected ones, to files for BI tools.',
      'lakehouse export --out exports --format parquet',
    ),
  )
    .requiredOption('--out <dir>', 'folder to write to: <schema>/<table>')
    .addOption(new Option('--format <format>', 'of the files').choices(['parquet', 'csv']).default('parquet'))
    .action(runs(() => (require('./commands/export') as typeof import('./commands/export')).exportGold));

  command(
    'console',
    'Serve the console on this machine: lineage, runs, ingest, quality and dashboards, until Ctrl-C.',
    'lakehouse console --open',
  )
    .option(
      '--port <n>',
      'port of 127.0.0.1 (default: the first free one from 4180 on; 0: any)',
      wholeNumber('--port', 0),
    )
    .option('--open', 'open it in the browser')
    .option('--allow-run', 'let it run models; without, it only reads')
    .action(
      runs(
        () => (require('./commands/console') as typeof import('./commands/console')).console,
        'text',
        'all',
      ),
    );

  command(
    'setup-sql',
    'Print what an account administrator of Snowflake runs once before the first deploy; --check says what of it is missing.',
    'lakehouse setup-sql --env dev > setup.sql',
  )
    .requiredOption('--env <name>', 'the environment, as environments.yml calls it')
    .option('--check', 'ask the account instead; exit 1 where something is missing')
    .option('--diff', 'ask a deployed one instead what the next deploy would change, pipes above all')
    .option(
      '--public-key <function=file>',
      'of the key pair that a function logs in with; twice to rotate it',
      each,
      [],
    )
    .option('--network-policy <name>', 'a policy of the account, for the service users')
    .action(
      runs(
        () => (require('./commands/setup-sql') as typeof import('./commands/setup-sql')).setupSql,
        'text',
        'all',
      ),
    );

  command(
    'alarms',
    'State of every alarm of a deployed lakehouse; exit 1 while one fires.',
    'lakehouse alarms --target dev',
  ).action(
    runs(() => (require('./commands/alarms') as typeof import('./commands/alarms')).alarms, 'JSON', 'all'),
  );

  command(
    'cost',
    'Snowflake credits, bytes scanned and seconds of a deployed lakehouse: by warehouse, pipe, model and run.',
    'lakehouse cost --target dev --days 30',
  )
    .option('--days <n>', 'look back so many days', wholeNumber('--days', 1), 7)
    .action(runs(() => (require('./commands/cost') as typeof import('./commands/cost')).cost, 'JSON', 'all'));

  return program;
}

function refuseTarget(target: string): never {
  return fail('LH103', `This command works on the local lakehouse alone: leave --target ${target} out.`);
}
