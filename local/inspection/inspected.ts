import type { Lake } from '../../engine/landing/lake';
import type { Store } from '../../engine/run';
import type { WarehouseReader } from '../../engine/warehouse/port';
import type { HomeLayout } from '../home/layout';
import type { LocalProject } from '../home/project';

/** A home that is looked at, and the project that is built in it. */
export interface Inspected {
  readonly home: {
    readonly layout: Pick<HomeLayout, 'delivery'>;
    readonly lake: Pick<Lake, 'list'>;
    readonly warehouse: WarehouseReader;
    readonly store: Pick<Store, 'get' | 'list'>;
  };
  readonly local: LocalProject;
}
