import fc from 'fast-check';
import type { Cell } from '../../../../../engine/warehouse/port';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';

let local: LocalWarehouse;
beforeAll(async () => {
  local = await localWarehouse();
});
afterAll(() => local.close());

const row = async (sql: string): Promise<readonly Cell[]> => (await local.warehouse.query(sql)).rows[0] ?? [];

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Units of 10^-scale as SQL writes them. */
function decimal(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

type Rounding = 'round' | 'trunc' | 'ceil' | 'floor';

/** Drops digits after the point, in exact arithmetic. */
function rounded(units: bigint, drop: number, how: Rounding): bigint {
  const unit = 10n ** BigInt(drop);
  const [cut, rest] = [units / unit, units % unit];
  switch (how) {
    case 'trunc':
      return cut;
    case 'ceil':
      return rest > 0n ? cut + 1n : cut;
    case 'floor':
      return rest < 0n ? cut - 1n : cut;
    case 'round':
      if (2n * (rest < 0n ? -rest : rest) < unit) return cut;
      return units < 0n ? cut - 1n : cut + 1n;
  }
}

const units = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

test('a number comes back from its text', async () => {
  await fc.assert(
    fc.asyncProperty(units, fc.integer({ min: 0, max: 8 }), async (value, scale) => {
      const written = decimal(value, scale);
      const cells = await row(
        `select ${text(written)}::number(30, ${scale})::string, try_to_number(${text(written)}, 30, ${scale})::varchar`,
      );
      expect(cells).toEqual([written, written]);
    }),
    { numRuns: 100 },
  );
});

test('rounding at a place is exact, in all four directions', async () => {
  const how = fc.constantFrom<Rounding>('round', 'trunc', 'ceil', 'floor');
  await fc.assert(
    fc.asyncProperty(units, fc.integer({ min: 0, max: 5 }), how, async (value, places, name) => {
      const [found] = await row(`select ${name}(${decimal(value, 5)}::number(30, 5), ${places})::string`);
      expect(found).toBe(decimal(rounded(value, 5 - places, name), places));
    }),
    { numRuns: 200 },
  );
});

test('a product of at most twelve digits after the point has them all', async () => {
  const factor = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
  const scale = fc.integer({ min: 0, max: 6 });
  await fc.assert(
    fc.asyncProperty(factor, scale, factor, scale, async (a, s, b, t) => {
      const [found] = await row(
        `select (${decimal(a, s)}::number(18, ${s}) * ${decimal(b, t)}::number(18, ${t}))::string`,
      );
      expect(found).toBe(decimal(a * b, s + t));
    }),
    { numRuns: 150 },
  );
});

test('a sum has the larger scale of its terms', async () => {
  const scale = fc.integer({ min: 0, max: 8 });
  await fc.assert(
    fc.asyncProperty(units, scale, units, scale, async (a, s, b, t) => {
      const most = Math.max(s, t);
      const sum = a * 10n ** BigInt(most - s) + b * 10n ** BigInt(most - t);
      const [found] = await row(
        `select (${decimal(a, s)}::number(30, ${s}) + ${decimal(b, t)}::number(30, ${t}))::string`,
      );
      expect(found).toBe(decimal(sum, most));
    }),
    { numRuns: 100 },
  );
});

test('a text beside a number is compared as the number it is', async () => {
  const value = fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n });
  await fc.assert(
    fc.asyncProperty(value, value, async (a, b) => {
      const [number, other] = [decimal(a, 2), decimal(b, 2)];
      expect(
        await row(
          `select s < n, s = n, s in (n), s between n and n, coalesce(s, n) = n from (select ${text(number)}::varchar as s, ${other}::number(20, 2) as n)`,
        ),
      ).toEqual([a < b, a === b, a === b, a === b, a === b]);
    }),
    { numRuns: 100 },
  );
});

test('a number printed by a format reads back by it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: -99_999_999n, max: 99_999_999n }), async (value) => {
      fc.pre(value !== 0n);
      const [printed, read] = await row(
        `select to_char(x, 'FM999,999.00'), to_number(to_char(x, '999,999.00'), '999,999.00', 8, 2) from (select ${decimal(value, 2)}::number(8, 2) as x)`,
      );
      expect(String(printed).replaceAll(',', '')).toBe(decimal(value, 2));
      expect(read).toBe(Number(decimal(value, 2)));
    }),
    { numRuns: 100 },
  );
});

/** LIKE by definition: `%` any text, `_` any one character, an escaped character itself. */
function like(value: readonly string[], pattern: readonly string[], escape: string): boolean {
  const [first, second] = pattern;
  if (first === undefined) return value.length === 0;
  if (first === escape && second !== undefined)
    return value[0] === second && like(value.slice(1), pattern.slice(2), escape);
  if (first === '%')
    return (
      like(value, pattern.slice(1), escape) || (value.length > 0 && like(value.slice(1), pattern, escape))
    );
  return (
    value.length > 0 &&
    (first === '_' || first === value[0]) &&
    like(value.slice(1), pattern.slice(1), escape)
  );
}

test('LIKE matches what its definition matches', async () => {
  const value = fc.array(fc.constantFrom('a', 'b', '%', '_', '☃', '\n', "'"), { maxLength: 6 });
  const piece = fc.constantFrom('a', 'b', '%', '_', '^%', '^_', '☃', '\n', "'");
  await fc.assert(
    fc.asyncProperty(value, fc.array(piece, { maxLength: 5 }), async (subject, pieces) => {
      const pattern = pieces.join('');
      const expected = like(subject, [...pattern], '^');
      expect(
        await row(
          `select x like p escape '^', x not like p escape '^', like(x, p, '^') from (select ${text(subject.join(''))} as x, ${text(pattern)} as p)`,
        ),
      ).toEqual([expected, !expected, expected]);
    }),
    { numRuns: 200 },
  );
});

test('tokens are the parts between separators that are not empty', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[ab,;]{0,12}$/),
      fc.integer({ min: 1, max: 4 }),
      async (value, n) => {
        const tokens = value.split(/[,;]/).filter((part) => part !== '');
        expect(
          await row(
            `select strtok(${text(value)}, ',;', ${n}), array_size(strtok_to_array(${text(value)}, ',;'))`,
          ),
        ).toEqual([tokens[n - 1] ?? null, tokens.length]);
      },
    ),
    { numRuns: 60 },
  );
});

test('every occurrence of a pattern has its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[abx☃]{0,12}$/),
      fc.integer({ min: 1, max: 3 }),
      async (value, n) => {
        const found = [...value.matchAll(/a(b+)/g)][n - 1];
        const place = found ? [...value.slice(0, found.index)].length + 1 : 0;
        expect(
          await row(
            `select regexp_instr(${text(value)}, 'a(b+)', 1, ${n}), regexp_instr(${text(value)}, 'a(b+)', 1, ${n}, 0, 'e'), regexp_substr(${text(value)}, 'a(b+)', 1, ${n}, 'e'), regexp_count(${text(value)}, 'a(b+)')`,
          ),
        ).toEqual([place, found ? place + 1 : 0, found?.[1] ?? null, [...value.matchAll(/a(b+)/g)].length]);
      },
    ),
    { numRuns: 80 },
  );
});

test.each([
  'ascii(s)',
  'base64_decode_string(s)',
  'base64_encode(s)',
  'bit_length(s)',
  'charindex(s, t)',
  "charindex('a', s)",
  'chr(n)',
  'concat(s, t)',
  "concat_ws(',', t, s)",
  'concat_ws(s, t, t)',
  'contains(t, s)',
  'contains(s, t)',
  'editdistance(s, t)',
  'editdistance(t, s, 2)',
  'endswith(s, t)',
  'hex_decode_string(s)',
  'hex_encode(s)',
  'initcap(s)',
  "initcap(s, '-')",
  'insert(t, 1, 0, s)',
  'insert(t, n, 1, t)',
  'jarowinkler_similarity(t, s)',
  'left(s, 2)',
  'left(t, n)',
  'length(s)',
  'like(t, s)',
  'lower(s)',
  'lpad(s, 3)',
  'lpad(t, n)',
  'lpad(t, 3, s)',
  'ltrim(s)',
  'ltrim(t, s)',
  'md5(s)',
  'md5_number_lower64(s)',
  'octet_length(s)',
  'parse_url(s)',
  'position(s in t)',
  "regexp_count(s, 'a')",
  'regexp_count(t, s)',
  "regexp_instr(s, 'a')",
  "regexp_like(s, 'a')",
  "regexp_replace(s, 'a')",
  "regexp_replace(t, 'a', s)",
  "regexp_replace(s, 'a', 'b', 2, 1)",
  "regexp_substr(s, 'a')",
  "regexp_substr_all(s, 'a')",
  'repeat(s, 2)',
  'repeat(t, n)',
  'replace(s, t)',
  'replace(t, s)',
  'replace(t, t, s)',
  'reverse(s)',
  'right(s, 2)',
  'right(t, n)',
  'rpad(t, 3, s)',
  'rtrim(s)',
  'rtrimmed_length(s)',
  'sha1(s)',
  'sha2(s)',
  'soundex(s)',
  'space(n)',
  'split(s, t)',
  'split(t, s)',
  'split_part(s, t, 1)',
  'split_part(t, s, 1)',
  'split_part(t, t, n)',
  'startswith(t, s)',
  'strtok(s)',
  'strtok(t, s)',
  "strtok(t, ',', n)",
  'strtok_to_array(t, s)',
  'substr(s, 1)',
  'substr(t, n)',
  'substr(t, 1, n)',
  "translate(s, 'a', 'b')",
  "translate(t, 'a', s)",
  'trim(s)',
  'trim(t, s)',
  'unicode(s)',
  'upper(s)',
  's || t',
  't like s',
  "s like any ('a', 'b')",
  'abs(n)',
  'acos(n)',
  'atan2(n, 1)',
  'bitand(n, 1)',
  'bitnot(n)',
  'bitshiftleft(1, n)',
  'cbrt(n)',
  'ceil(n)',
  'ceil(n, 1)',
  'cos(n)',
  'degrees(n)',
  'div0(n, 1)',
  'div0(1, n)',
  'div0null(n, 1)',
  'exp(n)',
  'factorial(n)',
  'floor(n)',
  'floor(n, -1)',
  'greatest(n, 1)',
  'haversine(n, 1, 2, 3)',
  'least(1, n)',
  'ln(n)',
  'log(2, n)',
  'log(n, 2)',
  'mod(n, 2)',
  'mod(2, n)',
  'power(n, 2)',
  'round(n)',
  'round(n, 1)',
  "round(n, 0, 'HALF_TO_EVEN')",
  'sign(n)',
  'sqrt(n)',
  'square(n)',
  'trunc(n, 1)',
  'width_bucket(n, 0, 10, 5)',
  'n + 1',
  '1 - n',
  'n * 2',
  'n / 2',
  '2 / n',
  'n % 2',
  '-n',
  'n = 1',
  's < t',
  'n between 1 and 2',
  '1 in (n)',
  'boolxor(n, 1)',
  'boolnot(n)',
  'regr_valx(n, 1)',
  'to_boolean(s)',
  'to_number(s)',
  "to_number(s, '999')",
  'to_double(s)',
  "to_char(n, '999.00')",
  'to_binary(s)',
  'try_to_number(s)',
  'try_to_boolean(s)',
  's::int',
  'n::varchar',
  's::varchar(3)',
  'try_cast(s as number(5, 2))',
])('%s of a null is null', async (call) => {
  expect(
    await row(`select ${call} from (select null::varchar as s, 'a' as t, null::number(10, 2) as n)`),
  ).toEqual([null]);
});
