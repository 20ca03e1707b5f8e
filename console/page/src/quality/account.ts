import type { Reconciled } from '../../../api';

/** Where the rows that a dataset received went. Every row is exactly one of these, so that they add up. */
export type RowClass = 'accepted' | 'duplicates' | 'superseded' | 'quarantined' | 'rejected' | 'unknown';

export interface RowAccount {
  /** Rows of the files; where a row is a document, the records that it holds. */
  readonly received: number;
  readonly classes: { readonly [of in RowClass]: number };
}

/** In the order in which they are drawn. */
export const ROW_CLASSES: readonly RowClass[] = [
  'accepted',
  'duplicates',
  'superseded',
  'quarantined',
  'rejected',
  'unknown',
];

/**
 * A row that a dataset received and of which nothing says where it went is `unknown`: before silver is built, and where
 * something is lost. What is counted twice makes it negative, and shows as a difference.
 */
export function accountOf({ account, rowsInFiles, rowsLoaded, rowsRejected }: Reconciled): RowAccount {
  const records = account?.records ?? account?.bronzeRows ?? rowsLoaded;
  // Rows of files become records where one row is a document of several.
  const received =
    rowsInFiles - rowsLoaded + (account ? records + (rowsLoaded - account.bronzeRows) : rowsLoaded);
  const known = {
    accepted: account?.accepted ?? 0,
    duplicates: account?.duplicates ?? 0,
    superseded: account?.superseded ?? 0,
    quarantined: account?.quarantined ?? 0,
    rejected: rowsRejected,
  };
  const sum = Object.values(known).reduce((total, one) => total + one, 0);
  return { received, classes: { ...known, unknown: received - sum } };
}

/**
 * Files that wait to be loaded are a difference between lake and ledger, and no row of them is lost: it is told apart from
 * what does not add up. About them there is one difference, whatever their number.
 */
export function standingOf({ differences, filesPending }: Reconciled): 'adds up' | 'waits' | 'differs' {
  if (differences.length === 0) return 'adds up';
  return differences.length === 1 && filesPending > 0 ? 'waits' : 'differs';
}

export function addUp(accounts: readonly RowAccount[]): RowAccount {
  const total = (of: (account: RowAccount) => number): number =>
    accounts.reduce((sum, account) => sum + of(account), 0);
  return {
    received: total(({ received }) => received),
    classes: {
      accepted: total(({ classes }) => classes.accepted),
      duplicates: total(({ classes }) => classes.duplicates),
      superseded: total(({ classes }) => classes.superseded),
      quarantined: total(({ classes }) => classes.quarantined),
      rejected: total(({ classes }) => classes.rejected),
      unknown: total(({ classes }) => classes.unknown),
    },
  };
}
