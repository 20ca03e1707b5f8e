import { differences as differencesOf, type Stages } from '../../../engine/inspection/balance';

const advice = { load: 'run lakehouse pipe', build: 'run lakehouse build' };
const differences = (stages: Stages) => differencesOf(stages, advice);

const account = { bronzeRows: 98, accepted: 90, duplicates: 3, superseded: 2, quarantined: 3, unresolved: 1 };
const good: Stages = {
  domain: 'olist',
  dataset: 'orders',
  filesInLake: 2,
  filesInLedger: 2,
  filesPending: 0,
  filesOnTheWay: 0,
  rowsInFiles: 100,
  rowsLoaded: 98,
  rowsRejected: 2,
  rowsInBronze: 98,
  rowsOnTheWay: 0,
  rowsNew: 0,
  account,
};

test('a dataset whose every row is somewhere adds up', () => expect(differences(good)).toEqual([]));

test('a document counts as the records that it holds', () => {
  const documents = { ...good, account: { ...account, records: 500, accepted: 492 } };
  expect(differences(documents)).toEqual([]);
});

test('a dataset without a file adds up', () => {
  const none = {
    filesInLake: 0,
    filesInLedger: 0,
    rowsInFiles: 0,
    rowsLoaded: 0,
    rowsRejected: 0,
    rowsInBronze: 0,
  };
  expect(differences({ ...good, ...none, account: undefined })).toEqual([]);
});

test('what is on its way adds up', () => {
  const files = { filesInLake: 4, filesInLedger: 2, filesOnTheWay: 2 };
  const rows = { rowsInBronze: 130, rowsOnTheWay: 32, rowsNew: 40 };
  for (const bronzeRows of [90, 98, 130]) {
    const read = { ...account, bronzeRows, accepted: bronzeRows - 8 };
    expect(differences({ ...good, ...files, ...rows, account: read })).toEqual([]);
  }
});

test('silver that has not read what has lain there for long is told, and so is one that read more than there is', () => {
  for (const bronzeRows of [89, 131]) {
    const read = { ...account, bronzeRows, accepted: bronzeRows - 8 };
    expect(differences({ ...good, rowsInBronze: 130, rowsOnTheWay: 32, rowsNew: 40, account: read })).toEqual(
      [`silver was built of ${bronzeRows} rows and bronze has 130: run lakehouse build`],
    );
  }
});

const cases: readonly (readonly [string, Partial<Stages>, string])[] = [
  [
    'a file that waits',
    { filesInLake: 3, filesPending: 1 },
    '1 of 3 files in the lake are not loaded: run lakehouse pipe',
  ],
  ['a file that vanished', { filesInLake: 1 }, '1 files of the ledger are no longer in the lake'],
  [
    'a row that was neither loaded nor rejected',
    { rowsRejected: 1 },
    'rows in the files (100) are not loaded + rejected (99)',
  ],
  [
    'a row that is no longer in bronze',
    { rowsInBronze: 97, account: { ...account, bronzeRows: 97, accepted: 89 } },
    'rows loaded (98) are not rows in bronze (97)',
  ],
  [
    'bronze that no model has read',
    { account: undefined },
    'silver keeps no account of its rows yet: run lakehouse build',
  ],
  [
    'models that are older than bronze',
    { account: { ...account, bronzeRows: 50, accepted: 42 } },
    'silver was built of 50 rows and bronze has 98: run lakehouse build',
  ],
  [
    'a row that silver lost',
    { account: { ...account, duplicates: 2 } },
    'rows that silver read (98) are not accepted + duplicate + superseded + quarantined (97)',
  ],
];

test.each(cases)('%s is told', (_, change, message) => {
  expect(differences({ ...good, ...change })).toEqual([message]);
});
