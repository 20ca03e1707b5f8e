import type { Reconciled } from '../../../../console/api';
import { accountOf, addUp, standingOf } from '../../../../console/page/src/quality/account';

const files: Reconciled = {
  domain: 'olist',
  dataset: 'orders',
  filesInLake: 1,
  filesInLedger: 1,
  filesPending: 0,
  rowsInFiles: 10,
  rowsLoaded: 9,
  rowsRejected: 1,
  rowsInBronze: 9,
  differences: [],
};
const account = { bronzeRows: 9, accepted: 5, duplicates: 2, superseded: 1, quarantined: 1, unresolved: 1 };

const total = ({ classes }: ReturnType<typeof accountOf>): number =>
  Object.values(classes).reduce((sum, one) => sum + one, 0);

test('every row that was received is one of its classes', () => {
  const found = accountOf({ ...files, account });
  expect(found).toEqual({
    received: 10,
    classes: { accepted: 5, duplicates: 2, superseded: 1, quarantined: 1, rejected: 1, unknown: 0 },
  });
});

test('before silver is built what was loaded is not accounted for', () => {
  expect(accountOf(files).classes).toMatchObject({ rejected: 1, unknown: 9 });
});

test('rows that silver has not read yet are not accounted for', () => {
  const found = accountOf({ ...files, rowsInFiles: 14, rowsLoaded: 13, rowsInBronze: 13, account });
  expect(found.received).toBe(14);
  expect(found.classes.unknown).toBe(4);
});

test('a document counts as the records that it holds', () => {
  const document = { ...files, rowsInFiles: 1, rowsLoaded: 1, rowsRejected: 0, rowsInBronze: 1 };
  const found = accountOf({
    ...document,
    account: { ...account, bronzeRows: 1, records: 500, accepted: 496 },
  });
  expect(found.received).toBe(500);
  expect(found.classes.unknown).toBe(0);
});

test('files that wait are no loss; what else differs beside them is', () => {
  const waiting = { ...files, filesPending: 2, differences: ['2 of 3 files are not loaded'] };
  expect(standingOf(files)).toBe('adds up');
  expect(standingOf(waiting)).toBe('waits');
  expect(standingOf({ ...waiting, differences: [...waiting.differences, 'rows are missing'] })).toBe(
    'differs',
  );
  expect(standingOf({ ...files, differences: ['rows are missing'] })).toBe('differs');
});

test('accounts add up, class by class', () => {
  const both = addUp([accountOf({ ...files, account }), accountOf(files)]);
  expect(both.received).toBe(20);
  expect(total(both)).toBe(20);
});
