import { readRuns } from '../../../engine/run';
import type { Store } from '../../../engine/run';
import type { AsyncWarehouse } from '../../../engine/warehouse/statements';
import { Crash, openCloudShop, type CloudShop } from '../../support/cloud-shop';
import type { Small } from '../../support/small-project';
import { FIRST_ORDERS, MORE_ORDERS, tied } from '../../support/tied-orders';

// The two of it are published in one block.
const spec: Small = tied;

/** Dies at the nth write or submission, before or after it is done. */
function dying(shop: CloudShop, nth: number, isDone: boolean) {
  let left = nth;
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left !== 0) return work();
    if (isDone) await work();
    throw new Crash();
  };
  const store: Store = { ...shop.store, put: (...put) => around(() => shop.store.put(...put)) };
  const warehouse = (one: AsyncWarehouse): AsyncWarehouse =>
    Object.assign(Object.create(one) as AsyncWarehouse, {
      statements: {
        ...one.statements,
        submit: (...given: Parameters<AsyncWarehouse['statements']['submit']>) =>
          around(() => one.statements.submit(...given)),
      },
    });
  return { disturbed: { store, warehouse }, reached: () => left <= 0 };
}

async function begun(isFirst: boolean): Promise<CloudShop> {
  const shop = await openCloudShop(FIRST_ORDERS);
  if (isFirst) return shop;
  await shop.execute(spec, 'before');
  await shop.behind.query(MORE_ORDERS);
  return shop;
}

test.each([
  ['a first run', true, 3],
  ['a run that merges and swaps', false, 7],
])('%s that dies at a write or a submission is as one that did not', async (_name, isFirst, stride) => {
  const undisturbed = await begun(isFirst);
  expect(await undisturbed.execute(spec, 'run')).toMatchObject({ status: 'success', again: false });
  const expected = await undisturbed.live();
  const statements = undisturbed.server.asynchronous.all.length;
  await undisturbed.close();

  let nth = 1;
  for (let isReached = true; isReached; nth += stride) {
    const shop = await begun(isFirst);
    const death = dying(shop, nth, nth % 2 === 0);
    const ended = await shop.execute(spec, 'run', (attempt) =>
      shop.contextOf(spec, attempt === 0 ? death.disturbed : {}),
    );
    isReached = death.reached();
    // Idle: it died between the run's end and its own, and its successor found nothing to do.
    expect(['success', 'idle']).toContain(ended.status);
    expect(ended.again).toBe(false);
    expect(await shop.live()).toEqual(expected);
    // Nothing was carried out twice.
    expect(shop.server.asynchronous.all.length).toBe(statements);
    expect((await readRuns(shop.store)).map(({ status }) => status)).toEqual(
      isFirst ? ['success'] : ['success', 'success'],
    );
    await shop.close();
  }
  expect(nth).toBeGreaterThan(20);
});
