import { printReport, table } from '../../../bin/output/answer';
import { bytes, count, duration } from '../../../bin/output/amount';
import type { Io } from '../../../bin/io';

test('a table has numbers on the right, long numbers in groups, nothing for null, and no space at the ends of lines', () => {
  const text = table(
    ['dataset', 'rows', 'note'],
    [
      ['orders', 1234567, null],
      ['items', 12, 'two\nlines'],
    ],
    100,
  );
  expect(text).toBe(
    [' dataset        rows   note', ' orders    1,234,567', ' items            12   two lines', ''].join(
      '\n',
    ),
  );
});

test('a text that would fill the terminal alone is cut, and shows it', () => {
  expect(table(['a'], [['x'.repeat(50)]], 30)).toContain(`${'x'.repeat(29)}…`);
});

test('a table without rows is its head', () => {
  expect(table(['a', 'b'], [], 80)).toBe(' a   b\n');
});

test('reports have names as SQL writes them, at every depth', () => {
  let out = '';
  const io = {
    out: { write: (text: string) => (out += text), isTerminal: false, width: 80 },
  } as unknown as Io;
  printReport(io, { rowsLoaded: 1, byLayer: [{ newestAt: null }] });
  expect(JSON.parse(out)).toEqual({ rows_loaded: 1, by_layer: [{ newest_at: null }] });
});

test.each([
  [420, '0.42 s'],
  [12_345, '12.3 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [512, '512 B'],
  [1_400_000, '1.4 MB'],
  [2e15, '2000.0 TB'],
])('%d bytes are %s', (number, text) => expect(bytes(number)).toBe(text));

test('one is said in the singular', () => {
  expect([count(1, 'file'), count(0, 'file'), count(2000, 'entry', 'entries')]).toEqual([
    '1 file',
    '0 files',
    '2,000 entries',
  ]);
});
