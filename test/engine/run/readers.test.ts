import type { Cell, Warehouse } from '../../../engine/warehouse/port';
import { openShop } from '../../support/shop';
import type { Small } from '../../support/small-project';

/** A warehouse that lets a reader look after every statement, the open transactions of others included. */
function watched(warehouse: Warehouse, look: () => Promise<void>): Warehouse {
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await look();
    return result;
  };
  return {
    traits: warehouse.traits,
    catalog: () => warehouse.catalog(),
    columns: (relation) => warehouse.columns(relation),
    changeTokens: (relations) => warehouse.changeTokens(relations),
    close: () => warehouse.close(),
    query: (sql, options) => after(warehouse.query(sql, options)),
    session: async () => {
      const session = await warehouse.session();
      return { query: (sql, options) => after(session.query(sql, options)), close: () => session.close() };
    },
  };
}

test.each(['table', 'view', 'incremental'] as const)(
  'a reader of a %s finds the old rows or the new ones, before, during and after a run',
  async (materialized) => {
    const shop = await openShop([
      'create table LAKEHOUSE.BRONZE.ORDERS (id number)',
      'insert into LAKEHOUSE.BRONZE.ORDERS values (1), (2)',
    ]);
    const spec: Small = {
      sources: ['shop.orders'],
      models: {
        kept: 'select * from @shop.orders',
        read: {
          sql: 'select * from @kept',
          incremental: 'select * from @kept where id > (select max(id) from @this)',
          materialized,
          uniqueKey: ['id'],
        },
      },
      tests: { tied: 'select * from @read where id < 0' },
    };
    await shop.build(spec);
    await shop.warehouse.query('insert into LAKEHOUSE.BRONZE.ORDERS values (3)');
    const seen: Cell[] = [];
    const look = async () => {
      seen.push((await shop.rows('select count(*) from LAKEHOUSE.SHOP.READ'))[0]?.[0] ?? null);
    };
    await look();
    await shop.build(spec, {}, watched(shop.warehouse, look));
    expect(seen.length).toBeGreaterThan(10);
    expect([...new Set(seen)]).toEqual([2, 3]);
    expect(seen).toEqual([...seen].sort());
    await shop.warehouse.close();
  },
);
