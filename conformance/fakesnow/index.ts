import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import type { Outcome, Suite } from '../suite';
import { prepareVenv } from '../venv';
import { opinionsOnCases } from './cases';
import { opinionsOnModels } from './models';
import { kinds, type Opinion } from './opinions';
import { readReviewed, review, type Review } from './reviewed';

/** Another implementation of Snowflake's SQL on DuckDB, by other people, asked the same. */
export const fakesnowSuite: Suite = {
  name: 'fakesnow',
  title: 'fakesnow gives the results that we give, or the difference has been reviewed',
  async run(surroundings) {
    const folder = join(surroundings.root, 'conformance/fakesnow');
    const venv = await prepareVenv(surroundings, {
      name: 'fakesnow-venv',
      notice: 'fakesnow (once, about 300 MB)',
      files: [[join(folder, 'requirements.txt')]],
    });
    if (!venv.ready) return { status: 'skipped', summary: venv.reason };
    const cases = await opinionsOnCases(venv);
    const models = await opinionsOnModels(surroundings, venv);
    surroundings.print(
      counts([
        ['cases', cases],
        ['models', models],
      ]),
    );
    const opinions = [...cases, ...models];
    const found = review(opinions, readReviewed());
    const file = join(surroundings.workspace, 'fakesnow-differences.json');
    await writeFile(
      file,
      JSON.stringify({ ...found, opinions: opinions.filter(({ kind }) => kind !== 'agree') }, undefined, 1),
    );
    return conclude(found, file);
  },
};

function counts(asked: readonly (readonly [name: string, opinions: readonly Opinion[]])[]): string {
  const table = new Table({
    head: ['asked', ...kinds],
    style: { head: [], border: [], compact: true },
  });
  for (const [name, opinions] of asked) {
    table.push([name, ...kinds.map((kind) => opinions.filter((opinion) => opinion.kind === kind).length)]);
  }
  return table.toString();
}

function conclude({ unlisted, over, twice }: Review, file: string): Outcome {
  const mistakes = [
    ['differ and are not in reviewed.yml', unlisted.map(({ id }) => id)],
    ['are in reviewed.yml and differ no more', over],
    ['are in reviewed.yml twice', twice],
  ] as const;
  const said = mistakes.flatMap(([what, ids]) =>
    ids.length === 0
      ? []
      : [`${ids.length} ${what}: ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''}`],
  );
  if (said.length === 0) return { status: 'passed', summary: 'every difference has been reviewed' };
  return { status: 'failed', summary: `${said.join('\n')}\nAll of it in ${file}` };
}
