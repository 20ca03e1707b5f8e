import fc from 'fast-check';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';
import type { Cell } from '../../../../../engine/warehouse/port';

let local: LocalWarehouse;
beforeAll(async () => {
  local = await localWarehouse();
});
afterAll(() => local.close());

const decimal = (units: bigint, scale: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** Rounded half away from zero. */
function rounded(n: bigint, d: bigint): bigint {
  const whole = (2n * (n < 0n ? -n : n) + d) / (2n * d);
  return n < 0n ? -whole : whole;
}

/** Amounts in units of 10^-2. */
const amounts = fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), { minLength: 2, maxLength: 12 });
const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

async function first(select: string, values: readonly bigint[]): Promise<readonly Cell[]> {
  const rows = values.map((value) => `(${decimal(value, 2)}::number(12,2))`).join(', ');
  const { rows: found } = await local.warehouse.query(
    `select ${select} from values ${rows} as t (x) limit 1`,
  );
  return found[0] ?? [];
}

const sameText = (found: Cell | undefined, units: bigint, scale: number): void => {
  expect(found).toBe(decimal(units, scale).replace(/^-(0\.0+)$/, '$1'));
};

test('AVG has six digits more than its input, rounded; over a window three, cut off', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, async (values) => {
      const [sum, n] = [total(values), BigInt(values.length)];
      const [mean] = await first('avg(x)::string', values);
      sameText(mean, rounded(sum * 10n ** 6n, n), 8);
      const [windowed] = await first('(avg(x) over ())::string', values);
      sameText(windowed, (sum * 10n ** 3n) / n, 5);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('the variance of a NUMBER is exact to its last digit', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, async (values) => {
      const [sum, n] = [total(values), BigInt(values.length)];
      const spread = n * total(values.map((value) => value * value)) - sum * sum;
      const [pop, samp] = await first('var_pop(x)::string, var_samp(x)::string', values);
      sameText(pop, rounded(spread * 10n ** 6n, n * n), 10);
      sameText(samp, rounded(spread * 10n ** 6n, n * (n - 1n)), 10);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('LISTAGG(DISTINCT) of numbers goes by their size', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, async (values) => {
      const distinct = [...new Set(values)].sort((left, right) => (left < right ? -1 : 1));
      const [list] = await first("listagg(distinct x, ' ') within group (order by x)", values);
      expect(list).toBe(distinct.map((value) => decimal(value, 2).replace(/^-(0\.0+)$/, '$1')).join(' '));
    }),
    { numRuns: 30, endOnFailure: true },
  );
});
