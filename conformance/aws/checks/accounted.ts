import { fail, lakehouse, type Check } from './check';

interface Dataset {
  readonly files_in_lake: number;
  readonly files_in_ledger: number;
  readonly rows_loaded: number;
  readonly accepted?: number;
}

/** `reconcile` ends with 1 where something does not add up. */
export const accounted: Check = async (context) => {
  const datasets = JSON.parse(await lakehouse(context, 'reconcile', '--json')) as readonly Dataset[];
  const total = (of: (dataset: Dataset) => number | undefined): number =>
    datasets.reduce((sum, dataset) => sum + (of(dataset) ?? 0), 0);
  const [files, entered] = [total((one) => one.files_in_lake), total((one) => one.files_in_ledger)];
  const [rows, accepted] = [total((one) => one.rows_loaded), total((one) => one.accepted)];
  if (files === 0 || rows === 0 || accepted === 0)
    fail(`nothing to account for: ${JSON.stringify(datasets)}`);
  return `${files} files, ${entered} of them in the ledger, ${rows} rows, ${accepted} accepted: all adds up`;
};
