import type { Account } from './accounting';

/** What is known of a dataset's rows, from the lake to silver. */
export interface Stages {
  readonly domain: string;
  readonly dataset: string;
  readonly filesInLake: number;
  readonly filesInLedger: number;
  /** In the lake and not in the ledger, but for those on their way. */
  readonly filesPending: number;
  /** The same, of files that landed so lately that nobody need have entered them yet. */
  readonly filesOnTheWay: number;
  /** Rows that the files of the ledger hold. */
  readonly rowsInFiles: number;
  readonly rowsLoaded: number;
  readonly rowsRejected: number;
  readonly rowsInBronze: number;
  /** Of these, loaded lately from files that the ledger does not have yet. */
  readonly rowsOnTheWay: number;
  /** Of these, loaded so lately that silver need not have read them yet. */
  readonly rowsNew: number;
  /** Undefined where silver was not built yet, or the domain keeps no account. */
  readonly account: Account | undefined;
}

/** What a person does about it: the end of a sentence. */
export interface Advice {
  /** About files that are not loaded. */
  readonly load: string;
  /** About silver that has not read what is in bronze. */
  readonly build: string;
}

/** Every way in which a dataset does not add up, in words; none for a dataset that does. */
export function differences(stages: Stages, advice: Advice): readonly string[] {
  const { filesPending, filesOnTheWay, filesInLake, filesInLedger, rowsInFiles, rowsLoaded } = stages;
  const { rowsRejected, rowsInBronze, rowsOnTheWay, rowsNew, account } = stages;
  const found: string[] = [];
  if (filesPending > 0)
    found.push(`${filesPending} of ${filesInLake} files in the lake are not loaded: ${advice.load}`);
  const gone = filesInLedger - (filesInLake - filesPending - filesOnTheWay);
  if (gone > 0) found.push(`${gone} files of the ledger are no longer in the lake`);
  compare(found, 'rows in the files', rowsInFiles, 'loaded + rejected', rowsLoaded + rowsRejected);
  compare(found, 'rows loaded', rowsLoaded, 'rows in bronze', rowsInBronze - rowsOnTheWay);
  const settled = rowsInBronze - rowsNew;
  if (!account) {
    if (settled > 0) found.push(`silver keeps no account of its rows yet: ${advice.build}`);
    return found;
  }
  if (account.bronzeRows < settled || account.bronzeRows > rowsInBronze) {
    found.push(
      `silver was built of ${account.bronzeRows} rows and bronze has ${rowsInBronze}: ${advice.build}`,
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
