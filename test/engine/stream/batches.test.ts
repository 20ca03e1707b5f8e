import fc from 'fast-check';
import { waitAfter, defaultBackoff } from '../../../engine/stream/backoff';
import { batches } from '../../../engine/stream/batches';

test('batches hold all items in order, keep to both limits, and are as few as can be in a row', () => {
  const limits = { records: 5, bytes: 100 };
  const size = (item: number): number => item;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 })), (items) => {
      const made = batches(items, size, limits);
      expect(made.flat()).toEqual(items);
      const bytes = (batch: readonly number[]): number => batch.reduce((sum, item) => sum + item, 0);
      for (const [index, batch] of made.entries()) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(limits.records);
        expect(bytes(batch)).toBeLessThanOrEqual(limits.bytes);
        const next = made[index + 1]?.[0];
        if (next !== undefined && batch.length < limits.records)
          expect(bytes(batch) + next).toBeGreaterThan(limits.bytes);
      }
    }),
  );
});

test('waits are anything up to a bound that doubles and ends at the cap', () => {
  const longest = [1, 2, 3, 7, 8, 20].map((attempt) => waitAfter(attempt, defaultBackoff, () => 0.999_999_9));
  expect(longest).toEqual([100, 200, 400, 6400, 10_000, 10_000]);
  expect(waitAfter(8, defaultBackoff, () => 0)).toBe(0);
  expect(waitAfter(3, defaultBackoff, () => 0.5)).toBe(200);
});
