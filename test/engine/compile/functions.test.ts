import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompiler } from '../../../engine/compile';
import { readProject } from '../../../engine/project';
import { fixtureFiles, target } from '../../support/projects';

// The golden text is dbt-core 1.12.6's with dbt-snowflake 1.12.4. Of dbt's own macros the blanks are left out of account.
const golden = readFileSync(join(__dirname, '../../golden/compile/functions.sql'), 'utf8');
const parts = (text: string): string[] => text.split('|').map((part) => part.trim().replace(/\s+/g, ' '));

test("what templates can ask of dbt answers as dbt's", async () => {
  const project = readProject(await fixtureFiles('functions'), target());
  expect(parts(makeCompiler(project, target()).select('model.shop.functions'))).toEqual(parts(golden));
});
