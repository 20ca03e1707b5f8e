import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { csvWithHeader, jsonLines, type CsvFormat } from '../../../../../engine/landing/file-format';
import { stageFile } from '../../../../../engine/warehouse/duckdb/load/staged-file';

let instance: DuckDBInstance;
let loader: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  loader = await instance.connect();
  await loader.run("ATTACH ':memory:' AS STAGING");
});
afterAll(() => {
  loader.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

/** The rows of a file as they are staged, read where it lies or as a stream: only the former may take the fast path. */
async function staged(
  path: string,
  format: CsvFormat,
  asFile: boolean,
): Promise<{ fast: boolean; rows: unknown }> {
  await loader.run('DROP TABLE IF EXISTS STAGING.main.F');
  const open = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 5 });
  const file = await stageFile(
    loader,
    'STAGING',
    { open, path: asFile ? path : undefined, spool: tmpdir() },
    format,
    1,
  );
  const columns = file.columns.map(({ column }) => column);
  const reader = await loader.runAndReadAll(
    `SELECT ${[...columns, `(${file.rowNumber})::INTEGER`].join(', ')} FROM ${file.relation} ORDER BY ALL`,
  );
  return {
    fast: file.rowNumber === 'rowid + 1',
    rows: { rows: reader.getRows(), header: file.columns.map(({ name }) => name), bad: file.bad },
  };
}

const signs = [
  'a',
  'b',
  ',',
  ',',
  '"',
  '""',
  '\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  'é',
  '😀',
  '\\',
  '\t',
  "'",
  '\0',
  '#',
  '1',
];
const anything = fc
  .array(fc.constantFrom(...signs), { maxLength: 24 })
  .map((parts) => `x,y\n${parts.join('')}`);

const field = fc.oneof(
  fc
    .string({ unit: 'grapheme', maxLength: 6 })
    .map((text) => `"${text.replaceAll('"', '""').replaceAll('\r', '')}"`),
  fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', "'", '\\', '7'), maxLength: 5 }),
);
const lineEnd = fc.constantFrom('\n', '\r\n');
const clean = fc
  .tuple(fc.array(fc.tuple(field, field), { maxLength: 12 }), lineEnd, fc.boolean())
  .map(([rows, end, last]) => ['x,y', ...rows.map((row) => row.join(','))].join(end) + (last ? end : ''));

async function agree(text: string, format: CsvFormat): Promise<boolean> {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  const fromFile = await staged(path, format, true);
  const fromStream = await staged(path, format, false);
  expect(fromFile.rows).toEqual(fromStream.rows);
  return fromFile.fast;
}

test.each([
  ['regular files', clean, csvWithHeader, 100],
  ['any text', anything, csvWithHeader, 200],
  ['lines of any text', anything, jsonLines, 100],
] as const)(
  'DuckDB reads %s exactly as the parser does, where it is let',
  async (_name, files, format, numRuns) => {
    let fast = 0;
    await fc.assert(
      fc.asyncProperty(files, async (text) => {
        if (await agree(text, format)) fast += 1;
      }),
      { numRuns },
    );
    expect(fast).toBeGreaterThan(0);
  },
);

test.each([
  ['a plain file', 'x,y\n1,2\n', true],
  ['quotes and a line end within them', 'x,y\n"1,""a""\nb",2\n', true],
  ['CRLF', 'x,y\r\n1,2\r\n', true],
  ['a byte order mark', '\ufeffx,y\n1,2\n', false],
  ['a short row', 'x,y\n1\n', false],
  ['a blank line', 'x,y\n\n1,2\n', false],
  ['a quote after a blank', 'x,y\n "1",2\n', false],
  ['both kinds of line ends', 'x,y\r\n1,2\n', false],
])('takes or leaves the fast path for %s', async (_name, text, fast) => {
  expect(await agree(text, csvWithHeader)).toBe(fast);
});
