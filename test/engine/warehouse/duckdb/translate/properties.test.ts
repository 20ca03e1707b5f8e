import fc from 'fast-check';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import type { Cell } from '../../../../../engine/warehouse/port';

let local: LocalWarehouse;
beforeAll(async () => {
  local = await localWarehouse();
});
afterAll(() => local.close());

const one = async (sql: string): Promise<Cell | undefined> => (await local.warehouse.query(sql)).rows[0]?.[0];

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** n / d in units of 10^-scale, rounded half away from zero. */
function quotient(n: bigint, d: bigint): bigint {
  const [absolute, divisor] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const rounded = (2n * absolute + divisor) / (2n * divisor);
  return n < 0n !== d < 0n ? -rounded : rounded;
}

const decimal = (units: bigint, scale: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

test('a quotient has the digits of exact division, ties away from zero', async () => {
  const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
  const divisor = fc.oneof(
    fc.bigInt({ min: 1n, max: 10n ** 6n }),
    fc.constantFrom(2n, 3n, 7n, 64n, 125n, 640n, 3200n, 10n ** 6n),
  );
  await fc.assert(
    fc.asyncProperty(amount, divisor, async (a, b) => {
      const sql = `select (${decimal(a, 2)}::number(18,2) / ${decimal(b, 2)}::number(18,2))::string`;
      const expected = decimal(quotient(a * 10n ** 8n, b), 8);
      expect(await one(sql)).toBe(expected.replace(/^-(0\.0+)$/, '$1'));
    }),
    { numRuns: 150 },
  );
});

test('a text comes back as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0')),
      async (value) => {
        expect(await one(`select ${text(value)}`)).toBe(value === '' ? '' : value);
      },
    ),
    { numRuns: 100 },
  );
});

test('a quoted name keeps its case, its dots and its quotes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[a-zA-Z0-9 ."$_-]{1,20}$/), async (name) => {
      const { columns } = await local.warehouse.query(`select 1 as "${name.replaceAll('"', '""')}"`);
      expect(columns[0]?.name).toBe(name);
    }),
    { numRuns: 50 },
  );
});

test('adding days and taking the difference are inverse', async () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(day, fc.integer({ min: -40_000, max: 40_000 }), async (from, days) => {
      const date = from.toISOString().slice(0, 10);
      expect(await one(`select datediff(day, '${date}'::date, dateadd(day, ${days}, '${date}'::date))`)).toBe(
        days,
      );
    }),
    { numRuns: 50 },
  );
});

test('the parts of a split text are the text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-z ]{0,5}$/), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: -6, max: 6 }),
      async (parts, at) => {
        const index = at === 0 ? 0 : at > 0 ? at - 1 : parts.length + at;
        expect(await one(`select split_part(${text(parts.join(','))}, ',', ${at})`)).toBe(parts[index] ?? '');
      },
    ),
    { numRuns: 50 },
  );
});

test.each([
  'concat(x, y)',
  "x || 'a'",
  'upper(x)',
  "split_part(x, ',', 1)",
  "regexp_replace(x, 'a', 'b')",
  'greatest(x, y)',
  "replace(x, 'a')",
  'md5(x)',
  'trim(x)',
  "lpad(x, 3, '0')",
])('%s of a null is null', async (call) => {
  expect(await one(`select ${call} from (select null::varchar as x, 'y' as y)`)).toBeNull();
});
