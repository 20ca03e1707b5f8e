import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../support/bin/captured-io';

const nowhere = join(mkdtempSync(join(tmpdir(), 'lh-usage-')), 'nowhere');

const COMMANDS = [
  'demo',
  'generate',
  'ingest',
  'extract',
  'pipe',
  'build',
  'run',
  'plan',
  'test',
  'stop',
  'query',
  'translate',
  'status',
  'reconcile',
  'retry',
  'backfill',
  'export',
  'console',
  'setup-sql',
  'alarms',
  'cost',
];

test('help lists every command, on stdout, and is no failure', async () => {
  const { status, out, err } = await call(['--help']);
  expect(status).toBe(0);
  expect(err).toBe('');
  expect([...out.matchAll(/^ {2}([a-z][a-z-]+) .*[A-Z]/gm)].map(([, name]) => name)).toEqual(COMMANDS);
});

test.each(COMMANDS)(
  'help of %s shows its options, those of every command, and an example',
  async (command) => {
    const { status, out } = await call([command, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Usage: lakehouse ${command}`);
    expect(out).toContain('--home <dir>');
    expect(out).toContain(`Example:\n  lakehouse ${command}`);
  },
);

describe('wrong usage ends with status 2 and says what would be right', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['a command that there is not', ['biuld'], "LH102 unknown command 'biuld'\n(Did you mean build?)\n"],
    [
      'an option that there is not',
      ['build', '--slect', 'x'],
      "LH102 unknown option '--slect'\n(Did you mean --select?)\n",
    ],
    ['a missing argument', ['query'], "LH102 missing required argument 'sql'\n"],
    ['a missing option', ['generate', 'olist'], "LH102 required option '--out <dir>' not specified\n"],
    [
      'too many arguments',
      ['pipe', 'now'],
      "LH102 too many arguments for 'pipe'. Expected 0 arguments but got 1.\n",
    ],
    ['no threads', ['build', '--threads', '0'], 'LH101 --threads takes a whole number from 1 on, not "0".\n'],
    [
      'half a row',
      ['query', 'x', '--limit', '1.5'],
      'LH101 --limit takes a whole number from 1 on, not "1.5".\n',
    ],
    [
      'a date that is none',
      ['ingest', 'olist', '.', '--extracted-at', 'yesterday'],
      'LH101 --extracted-at takes a time such as 2026-01-02 or 2026-01-02T03:04:05Z, not "yesterday".\n',
    ],
    [
      'a day that the calendar has not',
      ['ingest', 'olist', '.', '--extracted-at', '2026-13-01'],
      'LH101 --extracted-at takes a time such as 2026-01-02 or 2026-01-02T03:04:05Z, not "2026-13-01".\n',
    ],
    [
      'variables that are no mapping',
      ['build', '--vars', 'as_of'],
      'LH101 --vars takes a mapping such as \'{as_of: 2018-09-01}\', not "as_of".\n',
    ],
    [
      'a command that works on the local lakehouse alone',
      ['pipe', '--target', 'prod'],
      'LH103 This command works on the local lakehouse alone: leave --target prod out.\n',
    ],
    [
      'a project that is none',
      ['plan', '--project', nowhere, '--home', nowhere],
      `LH104 ${nowhere} is no dbt project: it has no dbt_project.yml. Name one with --project.\n`,
    ],
    [
      'a folder that is not there',
      ['ingest', 'olist', nowhere],
      `LH104 There is no folder ${nowhere} to ingest from.\n`,
    ],
    [
      'a domain that the project has not',
      ['ingest', 'olis', '.'],
      'LH105 The project has no domain "olis", but crm_erp, events, olist, retail. Did you mean "olist"?\n',
    ],
    [
      'a domain without a generator',
      ['generate', 'crm', '--out', nowhere],
      'LH105 There is no generator for "crm", but for olist, crm_erp, retail, events.\n',
    ],
  ];
  test.each(wrong)('%s', async (_, argv, message) => {
    expect(await call(argv)).toEqual({ status: 2, out: '', err: message });
  });

  test('no command at all', async () => {
    const { status, out, err } = await call([]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Usage: lakehouse');
  });
});

test('translate prints the statements that run here, and refuses what has no counterpart with its name', async () => {
  const sql = "select iff(1 > 0, 'a', 'b') as x";
  expect(JSON.parse((await call(['translate', sql])).out)).toEqual({
    kind: 'query',
    statements: [expect.stringContaining('SELECT')],
  });
  expect((await call(['translate', sql], { isTerminal: true })).out).toMatch(/^SELECT [^\n]*;\n$/);
  const refused = await call(['translate', 'select no_such_function(1)']);
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('LH501');
  expect(refused.err).toContain('NO_SUCH_FUNCTION');
});
