import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { makeCompiler, type Compiler } from '../../engine/compile';
import { batchKey } from '../../engine/landing/keys';
import { mergeStatements } from '../../engine/plan/merge';
import { readProject, readProjectFiles } from '../../engine/project';
import type { Project, Target } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import { loadLanded } from '../../local/pipe';
import { fixedClock, localWarehouse, type LocalWarehouse } from '../support/local-warehouse';

const target: Target = {
  name: 'test',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 1,
  vars: {},
  env: {},
};
/** In the order of the graph. */
const lines = [
  'crm_erp__base_crm_sales',
  'crm_erp__stg_crm_sales__classified',
  'crm_erp__stg_crm_sales',
  'crm_erp__stg_crm_sales__quarantine',
  'crm_erp__fact_sales',
].map((name) => `model.lakehouse.${name}`);

interface Extract {
  readonly day: number;
  readonly rows: readonly string[];
}

const header =
  'sls_ord_num,sls_prd_key,sls_cust_id,sls_order_dt,sls_ship_dt,sls_due_dt,sls_sales,sls_quantity,sls_price';
// Few keys, so that files contradict, repeat and correct one another; some rows that no repair can save.
const row = fc
  .tuple(
    fc.constantFrom('SO1', 'SO2', ' SO2', ''),
    fc.constantFrom('A', 'B'),
    fc.constantFrom('1', '2', 'x'),
    fc.constantFrom('20200101', '20200230', '0'),
    fc.constantFrom('10', '20', ''),
    fc.constantFrom('1', '2', '0'),
    fc.constantFrom('10', '-10', ''),
  )
  .map(([order, product, customer, date, amount, quantity, price]) =>
    [order, product, customer, date, '20200107', '20200112', amount, quantity, price].join(','),
  );
const extract: fc.Arbitrary<Extract> = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  rows: fc.array(row, { minLength: 1, maxLength: 5 }),
});
/** What lands between two builds, days in any order: an old extract may arrive last, and one may arrive twice. */
const arrivals = fc
  .array(fc.array(extract, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 4 })
  .map((batches) => [...batches, [{ day: 28, rows: batches[0]?.[0]?.rows ?? [] }]]);

describe('increments of the CRM sales', () => {
  let project: Project;
  let compiler: Compiler;

  beforeAll(async () => {
    project = readProject(await readProjectFiles(join(__dirname, '../../sql')), target);
    compiler = makeCompiler(project, target);
  });

  async function land(local: LocalWarehouse, { day, rows }: Extract): Promise<void> {
    const content = Buffer.from(`${[header, ...rows].join('\n')}\n`);
    const key = batchKey(
      { domain: 'crm_erp', dataset: 'sales_details' },
      {
        extractedAt: new Date(Date.UTC(2026, 0, day)),
        sha256: createHash('sha256').update(content).digest('hex'),
        extension: '.csv',
      },
    );
    await local.put(key, content);
  }

  async function build(local: LocalWarehouse, incremental: boolean): Promise<void> {
    for (const id of lines) {
      const model = project.models.find(({ uniqueId }) => uniqueId === id);
      if (!model) throw new Error(`${id} is gone`);
      const { materialized, uniqueKey } = model.config;
      const relation = compiler.relation(id);
      if (materialized !== 'incremental' || !incremental) {
        const kind = materialized === 'view' ? 'view' : 'table';
        await local.warehouse.query(
          `create or replace ${kind} ${relationText(relation)} as ${compiler.select(id)}`,
        );
        continue;
      }
      const arrived = { ...relation, name: `${relation.name}__ARRIVED` };
      await local.warehouse.query(
        `create or replace table ${relationText(arrived)} as ${compiler.select(id, { incremental })}`,
      );
      const columns = (await local.warehouse.columns(relation)) ?? [];
      const merge = { target: relation, arrived, strategy: 'merge', uniqueKey } as const;
      for (const sql of mergeStatements(
        { ...merge, updateColumns: undefined, excludeColumns: undefined },
        columns,
        id,
      ))
        await local.warehouse.query(sql);
    }
  }

  async function contents(local: LocalWarehouse): Promise<readonly string[]> {
    const all: string[] = [];
    for (const id of lines.slice(1)) {
      const { rows } = await local.warehouse.query(`select * from ${relationText(compiler.relation(id))}`);
      all.push(...rows.map((cells) => `${id} ${JSON.stringify(cells)}`));
    }
    return all.sort();
  }

  test('give what a full build gives, whatever arrives in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (batches) => {
        const clock = fixedClock();
        const local = await localWarehouse({ clock: clock.now });
        try {
          for (const schema of ['SILVER_CRM_ERP', 'GOLD_CRM_ERP'])
            await local.warehouse.query(`create schema if not exists LAKEHOUSE.${schema}`);
          const sources = project.sources.filter(({ name }) => name === 'sales_details');
          for (const [n, batch] of batches.entries()) {
            for (const each of batch) await land(local, each);
            clock.move(1000);
            const { failed } = await loadLanded({ ...local, sources, clock: clock.now });
            expect(failed).toEqual([]);
            await build(local, n > 0);
          }
          const grown = await contents(local);
          await build(local, false);
          expect(grown).toEqual(await contents(local));
        } finally {
          await local.close();
        }
      }),
      { numRuns: 4 },
    );
  }, 120_000);
});
