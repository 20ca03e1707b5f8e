import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Lake } from '../../engine/landing/lake';
import type { Store } from '../../engine/run';
import type { Warehouse } from '../../engine/warehouse/port';
import { directoryLake } from '../lake/directory';
import { connectOwner } from '../owner';
import { openLocalStore } from '../state';
import { homeLayout, type HomeLayout } from './layout';

/** A local lakehouse: its files, its lake and, through its owner, its database. */
export interface Home {
  readonly layout: HomeLayout;
  readonly lake: Lake;
  /** To be closed by whoever opened the home. */
  readonly warehouse: Warehouse;
  readonly store: Store;
}

/** The layout of a home that is there now: the folder is made, links are followed. */
export function prepareHome(home: string): HomeLayout {
  const path = resolve(home);
  mkdirSync(path, { recursive: true });
  return homeLayout(realpathSync(path));
}

export async function openHome(layout: HomeLayout, now: () => Date): Promise<Home> {
  const warehouse = await connectOwner(layout.home);
  try {
    const store = await openLocalStore(warehouse, now);
    return { layout, lake: directoryLake({ root: layout.lake }), warehouse, store };
  } catch (e: unknown) {
    await warehouse.close();
    throw e;
  }
}
