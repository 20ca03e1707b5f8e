import type { Lake } from '../landing/lake';
import { bronzeTable, landedSources, loadErrors, type LandedSource } from '../landing/setup';
import { timestamp } from '../landing/ledger';
import { identifier, literal, relationText } from '../warehouse/identifier';
import type { WarehouseReader } from '../warehouse/port';
import { readAccounts } from './accounting';
import { differences, type Advice, type Stages } from './balance';
import { datasetFiles, readLedger, type LedgerEntry } from './landed-files';
import { numberOf } from './ledger';
import type { Placed } from './schemas';

export interface Reconciled extends Stages {
  /** Empty where everything adds up. */
  readonly differences: readonly string[];
}

export interface Reconciling {
  readonly warehouse: WarehouseReader;
  readonly lake: Pick<Lake, 'list'>;
  readonly database: string;
  readonly project: Placed;
  /**
   * What has landed or was loaded since is on its way: others load it, enter it and build of it meanwhile. Undefined
   * where nothing happens by itself.
   */
  readonly settledAt?: Date | undefined;
  readonly advice: Advice;
}

/**
 * Follows the rows of every dataset from the lake to silver. Changes nothing. What is written later is read later: a
 * file that lands or is loaded during the look is on its way, and nothing is taken for lost.
 */
export async function reconcile(given: Reconciling): Promise<readonly Reconciled[]> {
  const { warehouse, lake, database, project, settledAt, advice } = given;
  const sources = landedSources(project.project.sources);
  const domains = [...new Set(sources.map(({ landing }) => landing.domain))];
  const files = await datasetFiles(lake, sources, await readLedger(warehouse, database));
  const [explained, accounts] = await Promise.all([
    explainedFiles(warehouse, database),
    readAccounts(warehouse, project, domains),
  ]);
  const there = new Set((await warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  return Promise.all(
    files.map(async ({ source, landed, ledger, pending }) => {
      const { domain, dataset } = source.landing;
      const table = bronzeTable(source, database);
      const bronze = there.has(`${table.schema}.${table.name}`)
        ? await rowsIn(warehouse, source, given)
        : { rows: 0, byNewFile: new Map<string, number>() };
      const entered = new Set(ledger.map(({ file }) => file));
      const late = pending.filter(
        ({ modifiedAt }) => settledAt === undefined || modifiedAt < settledAt.toISOString(),
      );
      const stages: Stages = {
        domain,
        dataset,
        filesInLake: landed.length,
        filesInLedger: ledger.length,
        filesPending: late.length,
        filesOnTheWay: pending.length - late.length,
        rowsInFiles: sum(ledger.map(({ rowsParsed }) => rowsParsed)),
        rowsLoaded: sum(ledger.map(({ rowsLoaded }) => rowsLoaded)),
        rowsRejected: sum(ledger.map((entry) => rejectedOf(entry, explained.get(entry.file)))),
        rowsInBronze: bronze.rows,
        rowsOnTheWay: sum([...bronze.byNewFile].map(([file, rows]) => (entered.has(file) ? 0 : rows))),
        rowsNew: sum([...bronze.byNewFile.values()]),
        account: accounts.get(`${domain}.${dataset}`),
      };
      return { ...stages, differences: differences(stages, advice) };
    }),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What LOAD_ERRORS says of a file: of rows, or of the file as a whole. */
interface Explained {
  readonly rows: number;
  readonly isWhole: boolean;
}

async function explainedFiles(
  warehouse: WarehouseReader,
  database: string,
): Promise<ReadonlyMap<string, Explained>> {
  const table = loadErrors(database);
  if (!(await warehouse.columns(table))) return new Map();
  const { rows } = await warehouse.query(
    `select file, count("ROW"), count_if("ROW" is null) from ${relationText(table)} group by file`,
  );
  return new Map(
    rows.map(([file, number, whole]) => [
      String(file),
      { rows: numberOf(number), isWhole: numberOf(whole) > 0 },
    ]),
  );
}

/** What is said of a file as a whole is said of all its rows that were not loaded. */
function rejectedOf({ rowsParsed, rowsLoaded }: LedgerEntry, explained: Explained | undefined): number {
  if (!explained) return 0;
  return explained.isWhole ? rowsParsed - rowsLoaded : explained.rows;
}

/** In one statement, so that all numbers are of one moment. */
async function rowsIn(
  warehouse: WarehouseReader,
  source: LandedSource,
  { database, settledAt }: Reconciling,
): Promise<{ readonly rows: number; readonly byNewFile: ReadonlyMap<string, number> }> {
  const table = relationText(bronzeTable(source, database));
  const all = `select null::varchar as file, count(*) as number_of_rows from ${table}`;
  const since = settledAt && literal(`${timestamp(settledAt.toISOString())} +0000`);
  const { rows } = await warehouse.query(
    since === undefined
      ? all
      : `${all} union all select ${identifier('_FILE')}, count(*) from ${table} ` +
          `where ${identifier('_LOADED_AT')} >= ${since}::timestamp_ltz group by 1`,
  );
  return {
    rows: numberOf(rows.find(([file]) => file === null)?.[1]),
    byNewFile: new Map(
      rows.flatMap(([file, number]) => (file === null ? [] : [[String(file), numberOf(number)] as const])),
    ),
  };
}
