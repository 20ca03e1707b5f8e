import {
  batchKey,
  contentHash,
  datasetPrefix,
  extractionTime,
  fileExtension,
} from '../../../engine/landing/keys';

const sha256 = '0123456789abcdef'.repeat(4);

test('the key of a file says dataset, time of extraction to the second, and content', () => {
  const extractedAt = new Date('2026-01-02T03:04:05.999Z');
  const key = batchKey({ domain: 'olist', dataset: 'orders' }, { extractedAt, sha256, extension: '.csv.gz' });
  expect(key).toBe(`bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/${sha256}.csv.gz`);
  expect(contentHash(key)).toBe(sha256);
});

test('a domain of one dataset of its name has no level for it', () => {
  expect(datasetPrefix({ domain: 'events', dataset: 'events' })).toBe('bronze/events/');
  expect(datasetPrefix({ domain: 'olist', dataset: 'orders' })).toBe('bronze/olist/orders/');
});

test('times of extraction are UTC', () => {
  expect(extractionTime(new Date('2026-01-02T03:04:05+05:00'))).toBe('2026-01-01T22:04:05Z');
});

test.each([
  'bronze/events/dt=2026-01-02/hour=03/part.json.gz',
  `bronze/olist/orders/${sha256}.csv`,
  `bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/${sha256.toUpperCase()}.csv`,
  `bronze/olist/orders/extracted_at=2026-01-02T03:04:05Z/x${sha256}.csv`,
])('%s says nothing of its content', (key) => {
  expect(contentHash(key)).toBeUndefined();
});

test.each([
  ['orders.csv', '.csv'],
  ['Orders.CSV', '.csv'],
  ['orders.csv.GZ', '.csv.gz'],
  ['orders.PARTIAL.csv', '.csv'],
  ['orders', ''],
  ['orders.gz', '.gz'],
  ['sub/folder.x/orders', ''],
])('%s ends in %j', (name, extension) => {
  expect(fileExtension(name)).toBe(extension);
});
