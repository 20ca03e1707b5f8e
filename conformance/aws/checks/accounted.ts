import { fail, lakehouse, type Check } from './check';

interface Dataset {
  readonly dataset: string;
  readonly files_in_lake: number;
  readonly records: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly quarantined: number;
}

/** `reconcile` ends with 1 where something does not add up that is older than two hours; here all is younger, and at rest. */
export const accounted: Check = async (context) => {
  const datasets = JSON.parse(await lakehouse(context, 'reconcile', '--json')) as readonly Dataset[];
  for (const { dataset, records, accepted, duplicates, superseded, quarantined } of datasets) {
    const sum = accepted + duplicates + superseded + quarantined;
    if (sum !== records) fail(`${dataset}: ${records} rows in bronze, ${sum} accounted for`);
  }
  const total = (of: 'files_in_lake' | 'records' | 'accepted' | 'quarantined'): number =>
    datasets.reduce((sum, dataset) => sum + dataset[of], 0);
  if (total('accepted') === 0) fail('there is nothing to account for');
  return `${total('records')} rows of ${total('files_in_lake')} files, ${total('accepted')} accepted, ${total('quarantined')} in quarantine: all add up`;
};
