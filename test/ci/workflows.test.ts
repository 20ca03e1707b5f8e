import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readEnvironments } from '../../lib/settings';

const root = join(__dirname, '../..');
const folder = join(root, '.github/workflows');
interface Job {
  readonly permissions?: { readonly [scope: string]: string };
  /** None where the job is another workflow. */
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
  readonly uses?: string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly env: readonly string[] } };
}
interface Workflow {
  readonly permissions: { readonly [scope: string]: string };
  readonly on: {
    readonly workflow_dispatch?: {
      readonly inputs: { readonly env: { readonly options: readonly string[] } };
    };
  };
  readonly jobs: { readonly [name: string]: Job };
}
const texts = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
const workflow = (name: string): Workflow => parse(readFileSync(join(folder, name), 'utf8')) as Workflow;
const environments = [
  ...readEnvironments({
    path: 'environments.yml',
    text: readFileSync(join(root, 'environments.yml'), 'utf8'),
  }).keys(),
];

test.each(texts)('%s pins every action to a commit, with its version beside it', (_, text) => {
  const uses = text.split('\n').filter((line) => line.includes('uses:') && !line.includes('uses: ./'));
  expect(uses).not.toHaveLength(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(texts)('%s has no key and no secret: roles are assumed by OIDC', (_, text) => {
  expect(text).not.toMatch(/secrets\.|access-key|AWS_SECRET/i);
});

test.each(texts)('%s may read, and asks for a token only where it assumes a role', (name) => {
  const { permissions, jobs } = workflow(name);
  expect(permissions).toEqual({ contents: 'read' });
  for (const job of Object.values(jobs)) {
    const assumes = (job.steps ?? []).some(({ uses }) =>
      uses?.startsWith('aws-actions/configure-aws-credentials@'),
    );
    expect(job.permissions).toEqual(assumes ? { contents: 'read', 'id-token': 'write' } : undefined);
  }
});

test.each(texts)('%s runs no install script of a package where a token can be had', (name) => {
  const jobs = Object.values(workflow(name).jobs).filter(({ permissions }) => permissions?.['id-token']);
  for (const { steps = [] } of jobs) {
    const installs = steps.flatMap(({ run = '' }) => (run.startsWith('npm ci') ? [run] : []));
    expect(installs).toEqual(['npm ci --ignore-scripts --no-audit --no-fund']);
  }
});

test.each(texts)('%s gives no expression of a pull request to a shell', (name) => {
  const runs = Object.values(workflow(name).jobs).flatMap(({ steps = [] }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  expect(runs.filter((run) => /\$\{\{ *(github|inputs)\./.test(run))).toEqual([]);
});

test('every environment can be deployed and is compared with', () => {
  expect(workflow('deploy.yml').on.workflow_dispatch?.inputs.env.options).toEqual(environments);
  expect(workflow('checks.yml').jobs['diff']?.strategy?.matrix.env).toEqual(environments);
});

test('nothing is deployed that has not passed what a pull request has to pass', () => {
  const check = './.github/workflows/check.yml';
  expect(workflow('check.yml').jobs['check']?.steps?.map(({ run }) => run)).toContain('npm run check');
  expect(workflow('checks.yml').jobs['check']?.uses).toBe(check);
  const { check: checked, ...others } = workflow('deploy.yml').jobs;
  expect(checked?.uses).toBe(check);
  expect(Object.values(others).map(({ needs }) => needs)).toEqual(['check']);
});
