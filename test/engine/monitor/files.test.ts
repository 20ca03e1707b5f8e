import { keyInHistory } from '../../../engine/monitor/files';

const prefix = 'bronze/shop/orders/';
const key = 'bronze/shop/orders/extracted_at=2026-01-05T10:00:00Z/a.csv';
const name = 'extracted_at=2026-01-05T10:00:00Z/a.csv';

test.each([
  ['relative to the stage', `shop/orders/${name}`, 's3://lake/bronze/'],
  ['relative to the stage, without its last slash', `shop/orders/${name}`, 's3://lake/bronze'],
  ['relative to the folder that is copied from', name, 's3://lake/bronze/shop/orders/'],
  ['as the whole key', key, 's3://lake/bronze/'],
  ["beside the stage's name", `shop/orders/${name}`, 'LAKEHOUSE.BRONZE.LAKE'],
  ['with a slash before it', `/shop/orders/${name}`, 's3://lake/bronze/'],
])("finds the lake's key of a file that the history names %s", (_, file, stage) => {
  expect(keyInHistory(file, stage, prefix)).toBe(key);
});

test('knows nothing of a file from elsewhere', () => {
  expect(keyInHistory('a.csv', 's3://other/upload/', prefix)).toBeUndefined();
  expect(keyInHistory('shop/orders_archive/a.csv', 's3://lake/bronze/', prefix)).toBeUndefined();
});
