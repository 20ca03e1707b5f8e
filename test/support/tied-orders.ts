import type { Small } from './small-project';

export const ORDERS = 'LAKEHOUSE.BRONZE.ORDERS';

/** A model that is merged and one that a test ties to it: they are published together. */
export const tied = {
  sources: ['shop.orders'],
  models: {
    facts: {
      sql: 'select * from @shop.orders',
      incremental: 'select * from @shop.orders where batch > (select max(batch) from @this)',
      materialized: 'incremental',
      uniqueKey: ['id'],
    },
    dim: 'select distinct id from @shop.orders',
  },
  tests: { related: 'select id from @facts where id not in (select id from @dim)' },
} as const satisfies Small;

/** Orders before the first run. */
export const FIRST_ORDERS = [
  `create table ${ORDERS} (id number, amount number, batch number)`,
  `insert into ${ORDERS} values (1, 10, 1), (2, 20, 1)`,
] as const;

/** Orders that come afterwards: one that is changed, and a new one. */
export const MORE_ORDERS = `insert into ${ORDERS} values (2, 22, 2), (3, 33, 2)`;
