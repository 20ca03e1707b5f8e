import { pythonRepr } from '../../../engine/project/nodes/python-text';
import { testHash, testNames } from '../../../engine/project/nodes/test-names';

// Expected values: dbt-core 1.12.6, and Python 3.11 for `repr`.
test('a test is named by its type, what it tests and its arguments', () => {
  const args = { values: ['a b', 1, true, null], quote: false, column_name: 'x' };
  expect(testNames('accepted_values', 'orders', args).full).toBe(
    'accepted_values_orders_x__False__a_b__1__True__None',
  );
});

test('a name of 64 characters is shortened by a hash, one of 63 is not', () => {
  const named = (column: string) => testNames('unique', 'm', { column_name: column });
  expect(named('c'.repeat(54)).short).toHaveLength(63);
  expect(named('c'.repeat(55))).toEqual({
    full: `unique_m_${'c'.repeat(55)}`,
    short: 'unique_m_8b79716023d3ab0f2ac09c23981e54c3',
  });
});

test('the id ends in a hash of name and arguments', () => {
  const kwargs = { column_name: 'order_id', model: "{{ get_where_subquery(ref('stg_orders')) }}" };
  expect(testHash('unique_stg_orders_order_id', null, 'unique', kwargs)).toBe('e3b841c71a');
});

test.each([
  ["it's", `"it's"`],
  [`it's "x"`, `'it\\'s "x"'`],
  ['a\\b\n', `'a\\\\b\\n'`],
  ['é\u007f', `'é\\x7f'`],
  [true, 'True'],
  [null, 'None'],
  [0.00001, '1e-05'],
  [10.5, '10.5'],
  [[1, 'a', { b: [] }], `[1, 'a', {'b': []}]`],
])('%j is %s in Python', (value, text) => {
  expect(pythonRepr(value)).toBe(text);
});
