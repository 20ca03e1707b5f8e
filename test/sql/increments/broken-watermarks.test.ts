import * as fc from 'fast-check';
import type { ProjectFile } from '../../../engine/project/types';
import { openBench } from './bench';
import { eventCases, events } from './domains/events';
import { olist } from './domains/olist';
import { histories, type Rows } from './history';
import { readDomain, type Reading } from './project';

/** Whether one of so many histories tells the models' increments from a full build. */
async function isCaught(domain: string, rows: Rows, reading: Reading, seed: number): Promise<boolean> {
  const bench = await openBench(await readDomain(domain, reading));
  // SQL that does not even run catches nothing.
  let broken: unknown;
  try {
    const { failed } = await fc.check(
      fc.asyncProperty(histories(rows), async (history) => {
        try {
          const { grown, full } = await bench.play(history);
          return JSON.stringify(grown) === JSON.stringify(full);
        } catch (e: unknown) {
          broken = e;
          return true;
        }
      }),
      { numRuns: 40, seed, endOnFailure: true },
    );
    if (broken !== undefined) throw broken;
    return failed;
  } finally {
    await bench.close();
  }
}

const replacing =
  (from: RegExp, to: string, path?: string) =>
  (file: ProjectFile): ProjectFile =>
    path === undefined || file.path.endsWith(path)
      ? { ...file, text: file.text.replaceAll(from, to) }
      : file;

test('a watermark on event time is caught: it never sees what comes late', async () => {
  const only = ['events__stg_events__copies'];
  const byEventTime = replacing(
    /\{\{ arrived_after\(.*\) \}\}/g,
    `{% if is_incremental() %}coalesce(try_to_timestamp_ntz(payload:event_timestamp::varchar)
      >= (select max(event_timestamp) from {{ this }}), true){% else %}true{% endif %}`,
    'events__stg_events__copies.sql',
  );
  expect(await isCaught('events', events, { only, change: byEventTime }, 1)).toBe(true);
});

test('a watermark on the time of loading is caught: it misses a commit that was overtaken', async () => {
  const only = ['olist__stg_orders'];
  const byScanTime = replacing(/metadata\$row_last_commit_time/g, '_loaded_at');
  const orders: Rows = { orders: olist['orders'] ?? fc.constant({}) };
  expect(await isCaught('olist', orders, { only, change: byScanTime }, 1)).toBe(true);
});

test('increments that do not look at earlier rows of a key are caught', async () => {
  const only = ['olist__stg_orders'];
  const newRowsAlone = replacing(
    /and order_id in \([\s\S]*?\{%- endif %\}/g,
    `and {{ arrived_after(source('olist', 'orders'), arrived_at='_row_arrived_at') }}\n{%- endif %}`,
    'olist__stg_orders.sql',
  );
  const orders: Rows = { orders: olist['orders'] ?? fc.constant({}) };
  expect(await isCaught('olist', orders, { only, change: newRowsAlone }, 1)).toBe(true);
});

test('a customer who is forgotten when an order leaves is caught by the case of that name', async () => {
  const change = replacing(
    /inner join order_copies as told\s+on touching\.order_id = told\.order_id/g,
    'inner join order_copies as told on touching.event_id = told.event_id',
    'events__int_customer_purchase_history.sql',
  );
  const only = ['events__int_customer_purchase_history'];
  const bench = await openBench(await readDomain('events', { only, change }));
  const history = eventCases['an order goes to another customer, and the first one loses it'] ?? [];
  const { grown, full } = await bench.play(history);
  await bench.close();
  expect(grown).not.toEqual(full);
});
