import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addDeclaredColumns,
  copyStatement,
  landedSources,
  setupStatements,
} from '../../../engine/landing/setup';
import type { SourceTable } from '../../../engine/project/types';
import { source } from '../../support/sources';

const sources = [
  source('olist', 'sellers', ['seller_id', 'seller_zip_code_prefix', 'order']),
  source('retail', 'sales', [], { format: 'json' }),
  source('events', 'events', [], { format: 'ndjson' }),
  source('shop', 'stock', ['id'], { format: 'parquet' }),
];
const cloud = { database: 'LAKEHOUSE', lakeUrl: 's3://lake-bucket/' };

const printed = (lakeUrl: string): string =>
  setupStatements(sources, { ...cloud, lakeUrl })
    .map(({ kind, name, sql }) => `-- ${kind} ${name}\n${sql};\n`)
    .join('\n');

test('creates bronze in the cloud as the golden file has it', () => {
  const path = join(__dirname, '../../golden/landing/setup.sql');
  // UPDATE_GOLDEN=1 writes the file anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, printed(cloud.lakeUrl));
  expect(printed(cloud.lakeUrl)).toBe(readFileSync(path, 'utf8'));
});

test('differs between cloud and local by the URL of the lake alone', () => {
  const local = printed('file:///home/me/.lakehouse/lake/');
  expect(local.replaceAll('file:///home/me/.lakehouse/lake/', cloud.lakeUrl)).toBe(printed(cloud.lakeUrl));
});

test('creates nothing for a source that this project does not load', () => {
  const foreign: SourceTable = { ...source('crm', 'leads', ['id']), landing: undefined };
  expect(
    setupStatements([foreign], cloud)
      .map(({ name }) => name)
      .join(),
  ).not.toContain('LEADS');
  expect(landedSources([foreign])).toEqual([]);
});

test('names everything it creates once', () => {
  const names = setupStatements(sources, cloud).map(({ kind, name }) => `${kind} ${name}`);
  expect(names).toEqual([...new Set(names)]);
});

test('gives the pipe’s statement for one file', () => {
  const [sellers] = landedSources(sources);
  if (!sellers) throw new Error('no source');
  expect(copyStatement(sellers, 'LAKEHOUSE', ["it's.csv"]).split('\n').slice(0, 3)).toEqual([
    'COPY INTO LAKEHOUSE.BRONZE_OLIST.SELLERS',
    'FROM @LAKEHOUSE.BRONZE.LAKE/olist/sellers/',
    "FILES = ('it''s.csv')",
  ]);
});

test('adds the columns that were declared since the table was created, and no other', () => {
  const [sellers] = landedSources(sources);
  if (!sellers) throw new Error('no source');
  const existing = [
    { name: 'SELLER_ID', kind: 'TEXT', type: 'VARCHAR' },
    { name: 'EXTRA', kind: 'NUMBER', type: 'NUMBER(38,0)' },
  ] as const;
  expect(addDeclaredColumns(sellers, 'LAKEHOUSE', existing)).toEqual([
    'ALTER TABLE LAKEHOUSE.BRONZE_OLIST.SELLERS ADD COLUMN SELLER_ZIP_CODE_PREFIX VARCHAR',
    'ALTER TABLE LAKEHOUSE.BRONZE_OLIST.SELLERS ADD COLUMN "ORDER" VARCHAR',
  ]);
});

test('refuses a CSV column that is not declared as text', () => {
  const typed = source('olist', 'sellers', []);
  const column = { name: 'amount', description: '', dataType: 'number(18,2)', meta: {}, tags: [] };
  expect(() => setupStatements([{ ...typed, columns: [column] }], cloud)).toThrow(
    'LH605 models/olist/sources.yml Column amount of source olist.sellers is declared as number(18,2). ' +
      'Declare columns of CSV files as varchar: bronze keeps them as text, silver casts them.',
  );
});

test('refuses two pipes of which one’s path contains the other’s', () => {
  const inner = source('events', 'late', [], { format: 'ndjson' });
  expect(() => setupStatements([...sources, inner], cloud)).toThrow(
    'LH606 The files of bronze/events/late/ would be loaded by the pipe of bronze/events/ too: give the dataset or its domain another name.',
  );
});
