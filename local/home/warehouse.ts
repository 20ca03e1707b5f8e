import { openDuckdb } from '../../engine/warehouse/duckdb';
import { translate } from '../../engine/warehouse/duckdb/translate';
import type { Warehouse } from '../../engine/warehouse/port';
import { openLake } from './lake';
import type { HomeLayout } from './layout';

/** The database of a home with its lake beside it. Called by the owner process alone. */
export function openWarehouse(layout: HomeLayout): Promise<Warehouse> {
  return openDuckdb({
    path: layout.database,
    translate,
    lake: openLake(layout),
    clock: () => new Date(),
  });
}
