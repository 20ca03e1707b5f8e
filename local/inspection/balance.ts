import type { Account } from './accounting';

/** What is known of a dataset's rows, from the lake to silver. */
export interface Stages {
  readonly domain: string;
  readonly dataset: string;
  readonly filesInLake: number;
  readonly filesInLedger: number;
  readonly filesPending: number;
  /** Rows that the files of the ledger hold. */
  readonly rowsInFiles: number;
  readonly rowsLoaded: number;
  readonly rowsRejected: number;
  readonly rowsInBronze: number;
  /** Undefined where silver was not built yet, or the domain keeps no account. */
  readonly account: Account | undefined;
}

/** Every way in which a dataset does not add up, in words; none for a dataset that does. */
export function differences(stages: Stages): readonly string[] {
  const { filesPending, filesInLake, filesInLedger, rowsInFiles, rowsLoaded, rowsRejected, rowsInBronze } =
    stages;
  const found: string[] = [];
  if (filesPending > 0)
    found.push(`${filesPending} of ${filesInLake} files in the lake are not loaded: run lakehouse pipe`);
  const gone = filesInLedger - (filesInLake - filesPending);
  if (gone > 0) found.push(`${gone} files of the ledger are no longer in the lake`);
  compare(found, 'rows in the files', rowsInFiles, 'loaded + rejected', rowsLoaded + rowsRejected);
  compare(found, 'rows loaded', rowsLoaded, 'rows in bronze', rowsInBronze);
  const { account } = stages;
  if (!account) {
    if (rowsInBronze > 0) found.push('silver keeps no account of its rows yet: run lakehouse build');
    return found;
  }
  if (account.bronzeRows !== rowsInBronze) {
    found.push(
      `silver was built of ${account.bronzeRows} rows and bronze has ${rowsInBronze}: run lakehouse build`,
    );
  }
  const accounted = account.accepted + account.duplicates + account.superseded + account.quarantined;
  compare(
    found,
    'rows that silver read',
    account.records ?? account.bronzeRows,
    'accepted + duplicate + superseded + quarantined',
    accounted,
  );
  return found;
}

function compare(found: string[], left: string, one: number, right: string, other: number): void {
  if (one !== other) found.push(`${left} (${one}) are not ${right} (${other})`);
}
