import fc from 'fast-check';
import type { Cell } from '../../../../../engine/warehouse/port';
import { localWarehouse, type LocalWarehouse } from '../../../../support/local-warehouse';

let local: LocalWarehouse;
beforeAll(async () => {
  local = await localWarehouse();
});
afterAll(() => local.close());

const rows = async (sql: string): Promise<readonly (readonly Cell[])[]> =>
  (await local.warehouse.query(sql)).rows;
const one = async (sql: string): Promise<Cell | undefined> => (await rows(sql))[0]?.[0];

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const parsed = (value: unknown): string => `parse_json(${quoted(JSON.stringify(value))})`;

const key = fc.stringMatching(/^[a-zA-Z_ .'"\\[\]-]{1,8}$/);
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')),
);
const shallow = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  fc.dictionary(key, scalar, { maxKeys: 4, noNullPrototype: true }),
);

test('what is parsed comes back as it was, whatever its keys and texts', async () => {
  await fc.assert(
    fc.asyncProperty(shallow, async (value) => {
      const found = await one(`select ${parsed(value)}`);
      expect(JSON.parse(String(found))).toEqual(value);
    }),
    { numRuns: 60 },
  );
});

test('FLATTEN gives the elements in their order, and the fields sorted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(scalar, { maxLength: 4 }),
        fc.dictionary(key, scalar, { maxKeys: 4, noNullPrototype: true }),
      ),
      async (value) => {
        const found = await rows(
          `select key, value from table(flatten(input => ${parsed(value)})) order by index, key`,
        );
        const expected = Array.isArray(value)
          ? value.map((item) => [null, item])
          : Object.entries(value).sort(([left], [right]) =>
              Buffer.compare(Buffer.from(left), Buffer.from(right)),
            );
        expect(found.map(([name, item]) => [name, JSON.parse(String(item))])).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('a VARIANT beside a text or a number is compared as that', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer(), async (left, right) => {
      const [row] = await rows(
        `select v:n < ${right}, v:n = ${left}, v:t < '${right}', v:t = '${left}' from (select ${parsed({ n: left, t: String(left) })} as v)`,
      );
      expect(row).toEqual([left < right, true, String(left) < String(right), true]);
    }),
    { numRuns: 40 },
  );
});

test('what is in common and what is not make up the array', async () => {
  const items = fc.array(fc.constantFrom(1, 2, 'a', null), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(items, items, async (left, right) => {
      const [a, b] = [parsed(left), parsed(right)];
      const sql = `select array_size(array_intersection(${a}, ${b})) + array_size(array_except(${a}, ${b}))`;
      expect(await one(sql)).toBe(left.length);
    }),
    { numRuns: 20 },
  );
});

// A JSON null stands behind the values, and before what is not there.
test.each([
  ['n', ['-2', '1.5', '9', '10', 'null', null]],
  ['s', ['"a"', '"a b"', '"b"', 'null', null, null]],
])('ORDER BY v:%s goes by the value', async (field, expected) => {
  const documents = [
    { n: 10, s: 'a b' },
    { n: 9, s: 'a' },
    { n: 1.5, s: 'b' },
    { n: -2, s: null },
    { n: null },
    {},
  ];
  const t = documents.map((item) => `select ${parsed(item)} as v`).join(' union all ');
  const found = await rows(`select v:${field} as x from (${t}) order by x`);
  expect(found.map(([value]) => value)).toEqual(expected);
});
