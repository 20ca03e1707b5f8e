import { runResultsArtifact } from '../../../engine/run/artifacts';
import { test as runTests } from '../../../engine/run/build';
import { openShop, type Shop } from '../../support/shop';
import type { Small } from '../../support/small-project';

let shop: Shop;
const spec: Small = {
  models: { one: 'select 1 as id', two: 'select * from @one', three: 'select * from @two' },
  tests: {
    one_ok: 'select * from @one where id <> 1',
    two_ok: { sql: 'select * from @two', severity: 'warn' },
  },
};
const options = { dbtVersion: '1.10.0', args: { which: 'build' } };

beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.warehouse.close());

interface Artifact {
  readonly metadata: object;
  readonly results: readonly { readonly [key: string]: unknown }[];
}

async function artifact(project: Small): Promise<Artifact> {
  return runResultsArtifact(await shop.build(project), options) as unknown as Artifact;
}

test('run_results.json has the shape of schema version 6', async () => {
  const written = await artifact({ models: { one: 'select 1 as id' } });
  expect(written).toEqual({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: '1.10.0',
      generated_at: expect.stringMatching(/^2026-01-02T03:04:\d\d\.000Z$/),
      invocation_id: expect.stringMatching(/^20260102T0304\d\d_R1$/),
      env: {},
    },
    results: [
      {
        status: 'success',
        timing: [{ name: 'execute', started_at: expect.any(String), completed_at: expect.any(String) }],
        thread_id: 'main',
        execution_time: expect.any(Number),
        adapter_response: { rows_affected: 1 },
        message: 'it has never been built by a run',
        failures: null,
        unique_id: 'model.shop.one',
        compiled: true,
        compiled_code: 'select 1 as id',
        relation_name: 'LAKEHOUSE.SHOP.ONE',
        batch_results: null,
      },
    ],
    elapsed_time: expect.any(Number),
    args: { which: 'build' },
  });
});

const statuses = ({ results }: Artifact) =>
  results.map(
    (result) => `${String(result['unique_id'])} ${String(result['status'])} ${String(result['failures'])}`,
  );

test('models are success, error, skipped or no-op; tests pass, warn or fail with their failures', async () => {
  expect(statuses(await artifact(spec))).toEqual([
    'model.shop.one success null',
    'model.shop.two success null',
    'model.shop.three success null',
    'test.shop.one_ok pass 0',
    'test.shop.two_ok warn 1',
  ]);
  const broken = { ...spec.models, two: 'select id, nothing_like_it from @one' };
  expect(statuses(await artifact({ ...spec, models: broken }))).toEqual([
    'model.shop.two error null',
    'model.shop.three skipped null',
    'model.shop.one no-op null',
    'test.shop.two_ok skipped null',
  ]);
});

test('tests alone run on the live tables, build nothing and remember nothing', async () => {
  await shop.build(spec);
  await shop.warehouse.query('update LAKEHOUSE.SHOP.ONE set id = 5');
  const before = await shop.store.list('node/');
  shop.sent.length = 0;
  const result = await runTests(shop.workspace(spec), shop.options(spec));
  expect(result.status).toBe('error');
  expect(result.tests.map(({ name, status, failures }) => `${name} ${status} ${failures ?? ''}`)).toEqual([
    'one_ok fail 1',
    'two_ok warn 1',
  ]);
  expect(shop.sent.filter((sql) => /create|alter|drop/.test(sql))).toEqual([]);
  expect(await shop.store.list('node/')).toEqual(before);
});

test('a selection of tests runs those alone', async () => {
  await shop.build(spec);
  const selected = new Set(['test.shop.one_ok']);
  const result = await runTests(shop.workspace(spec), shop.options(spec, { selected }));
  expect(result.tests.map(({ name }) => name)).toEqual(['one_ok']);
});

test('a test without a number of failures is an error that says what to write', async () => {
  const result = await shop.build({
    models: { one: 'select 1 as id' },
    tests: { sum: { sql: 'select * from @one where id > 1', failCalc: 'sum(id)' } },
  });
  expect(result.tests).toMatchObject([
    {
      status: 'error',
      message: 'LH706 sum gave null in place of a number of failures. Let its fail_calc be coalesce(…, 0).',
    },
  ]);
  expect(result.models).toMatchObject([{ status: 'error' }]);
});
