import { relationText } from '../warehouse/identifier';
import type { WarehouseReader } from '../warehouse/port';
import { numberOf } from './ledger';
import type { Placed } from './schemas';

/** Where the rows of a dataset's bronze table went, as the domain's models say. */
export interface Account {
  readonly bronzeRows: number;
  /** What those rows hold, where a row is a document of several records. The classes count these. */
  readonly records?: number | undefined;
  readonly accepted: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly quarantined: number;
  /** Of the quarantined: no accepted row has their key. */
  readonly unresolved: number;
}

/** A domain says where its rows went in a model of this name: one row a dataset, columns as in `Account`. */
const accountingModel = (domain: string): string => `${domain}__row_accounting`;

/** Accounts by `domain.dataset`, of the domains whose accounting model is published. */
export async function readAccounts(
  warehouse: WarehouseReader,
  { project, compiler }: Placed,
  domains: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const accounts = new Map<string, Account>();
  for (const domain of domains) {
    const model = project.models.find(({ name }) => name === accountingModel(domain));
    const relation = model && compiler.relation(model.uniqueId);
    if (!relation) continue;
    const columns = await warehouse.columns(relation);
    if (!columns) continue;
    const records = columns.some(({ name }) => name === 'RECORDS') ? 'records' : 'bronze_rows';
    const { rows } = await warehouse.query(
      `select dataset, bronze_rows, accepted, duplicates, superseded, quarantined, unresolved, ${records}
       from ${relationText(relation)}`,
    );
    for (const [dataset, ...numbers] of rows) {
      const [bronzeRows, accepted, duplicates, superseded, quarantined, unresolved, held] =
        numbers.map(numberOf);
      accounts.set(`${domain}.${String(dataset)}`, {
        bronzeRows: bronzeRows ?? 0,
        accepted: accepted ?? 0,
        duplicates: duplicates ?? 0,
        superseded: superseded ?? 0,
        quarantined: quarantined ?? 0,
        unresolved: unresolved ?? 0,
        records: held ?? 0,
      });
    }
  }
  return accounts;
}
