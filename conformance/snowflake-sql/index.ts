import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Outcome, Suite } from '../suite';
import { prepareVenv } from '../venv';
import { readExceptions, restOf, review, type Opinion } from './exceptions';
import { renderedStatements } from './statements';

/** Every statement that is sent to Snowflake, before two grammars of its SQL by other people. */
export const snowflakeSqlSuite: Suite = {
  name: 'snowflake-sql',
  title:
    'sqlfluff and sqlglot parse every statement that is sent to Snowflake, or the exception has been reviewed',
  async run(surroundings) {
    const { root, workspace, print } = surroundings;
    const venv = await prepareVenv(surroundings, {
      name: 'snowflake-sql-venv',
      notice: 'sqlfluff and sqlglot (once, about 60 MB)',
      files: [[join(root, 'conformance/snowflake-sql/requirements.txt')]],
    });
    if (!venv.ready) return { status: 'skipped', summary: venv.reason };
    const statements = await renderedStatements(root);
    mkdirSync(workspace, { recursive: true });
    const file = join(workspace, 'snowflake-sql-statements.json');
    const exceptions = readExceptions();
    const asked = statements.map(({ id, sql }) => ({ id, sql, rest: restOf(sql, exceptions) }));
    writeFileSync(file, JSON.stringify(asked, undefined, 1));
    print(`parsing ${statements.length} statements`);
    const parser = join(root, 'conformance/snowflake-sql/parse.py');
    const result = await runCommand(venv.python, [parser, file, String(availableParallelism())], {
      cwd: root,
      env: venv.env,
    });
    if (!result) return { status: 'skipped', summary: 'python cannot be started' };
    if (result.status !== 0) return { status: 'failed', summary: lastWords(result) };
    const opinions = JSON.parse(result.stdout) as readonly Opinion[];
    writeFileSync(join(workspace, 'snowflake-sql-opinions.json'), JSON.stringify(opinions, undefined, 1));
    return conclude(statements, opinions);
  },
};

function conclude(
  statements: Awaited<ReturnType<typeof renderedStatements>>,
  opinions: readonly Opinion[],
): Outcome {
  const { unlisted, over } = review(statements, opinions, readExceptions());
  const count = (verdict: Opinion['sqlglot']): number =>
    opinions.filter(({ sqlglot }) => sqlglot === verdict).length;
  const seen =
    `${opinions.length} statements: sqlfluff parses ${opinions.filter(({ sqlfluff }) => sqlfluff === null).length}; ` +
    `sqlglot understands ${count('understood')}, takes ${count('opaque')} unread, refuses ${count('refused')}`;
  if (unlisted.length === 0 && over.length === 0) return { status: 'passed', summary: seen };
  const said = [
    ...unlisted.map(({ id, grammar, reason }) => `${grammar} refuses ${id}: ${reason}`),
    ...over.map((why) => `no statement needs the exception any more: ${why}`),
  ];
  return { status: 'failed', summary: [seen, ...said.slice(0, 40), `${said.length} in all`].join('\n') };
}
