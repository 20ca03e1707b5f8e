import { relationText } from '../../../engine/warehouse/identifier';
import { loggedIn, type Context } from './check';

/** Rows by table: `BRONZE_RETAIL.SALES`. */
export interface Counts {
  readonly [table: string]: number;
}

/** What pipes have loaded. */
export const readBronze = (context: Context): Promise<Counts> =>
  loggedIn(context, 'transformer', async (warehouse) => {
    const tables = (await warehouse.catalog()).filter(
      ({ schema, kind }) => schema.startsWith('BRONZE_') && kind === 'table',
    );
    const counts: { [table: string]: number } = {};
    for (const table of tables) {
      const { rows } = await warehouse.query(`select count(*) from ${relationText(table)}`);
      counts[`${table.schema}.${table.name}`] = Number(rows[0]?.[0]);
    }
    return counts;
  });
