import { meaningful, sqlTokens } from '../../engine/compile/sql/tokens';
import type { ReadOnlyWarehouse } from './source';

/**
 * A warehouse of which only reading is left. The console sends nothing but SELECTs of its own and of the project; a
 * statement that is none is a defect and never reaches the warehouse. One statement at a time is the engines' own rule.
 */
export function readOnly(warehouse: ReadOnlyWarehouse): ReadOnlyWarehouse {
  return {
    traits: warehouse.traits,
    query: async (sql, options) => {
      const [first, second] = meaningful(sqlTokens(sql)).filter(({ text }) => text !== '(');
      const reads = /^(select|with)$/i.test(first?.text ?? '') && second !== undefined;
      if (!reads) throw new Error(`the console only reads, and this does not: ${sql.slice(0, 100)}`);
      return warehouse.query(sql, options);
    },
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
  };
}
