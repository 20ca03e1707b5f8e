import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import type { Outcome, Suite, Surroundings } from '../suite';
import { prepareVenv } from '../venv';

/**
 * The templates of every environment against the schemas of CloudFormation's resources, by AWS's own linter.
 * W3005 speaks of a dependency written twice, which the construct library does on purpose.
 */
export const cloudformationSuite: Suite = {
  name: 'cloudformation',
  title: 'cfn-lint has no finding in the templates of any environment',
  async run(surroundings) {
    const { root, workspace, print } = surroundings;
    const venv = await prepareVenv(surroundings, {
      name: 'cloudformation-venv',
      notice: 'cfn-lint (once, about 120 MB)',
      files: [[join(root, 'conformance/cloudformation/requirements.txt')]],
    });
    if (!venv.ready) return { status: 'skipped', summary: venv.reason };
    const templates: string[] = [];
    for (const env of ['dev', 'staging', 'prod']) {
      const out = join(workspace, 'cloudformation', env);
      const failed = await synth(surroundings, env, out);
      if (failed) return failed;
      templates.push(...templatesIn(out));
    }
    print(`linting ${templates.length} templates`);
    const result = await runCommand(
      join(venv.bin, 'cfn-lint'),
      ['--non-zero-exit-code', 'warning', '--ignore-checks', 'W3005', '--', ...templates],
      { cwd: root, env: venv.env },
    );
    if (!result) return { status: 'skipped', summary: 'cfn-lint cannot be started' };
    return result.status === 0
      ? { status: 'passed', summary: `${templates.length} templates, no finding` }
      : { status: 'failed', summary: lastWords(result, 200) };
  },
};

const templatesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => join(folder, name));

async function synth({ root, env }: Surroundings, name: string, out: string): Promise<Outcome | undefined> {
  const result = await runCommand(
    join(root, 'node_modules/.bin/cdk'),
    ['synth', '--quiet', '--context', `env=${name}`, '--output', out],
    { cwd: root, env },
  );
  if (result?.status === 0) return undefined;
  return { status: 'failed', summary: result ? lastWords(result, 60) : 'cdk cannot be started' };
}
