import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Lake } from '../../engine/landing/lake';
import type { Store } from '../../engine/run';
import type { Warehouse } from '../../engine/warehouse/port';
import { connectOwner } from '../owner';
import { openLocalStore } from '../state';
import { chooseLake, openLake, type LakeOptions } from './lake';
import { homeLayout, type HomeLayout } from './layout';

/** A local lakehouse: its files, its lake and, through its owner, its database. */
export interface Home {
  readonly layout: HomeLayout;
  readonly lake: Lake;
  /** To be closed by whoever opened the home. */
  readonly warehouse: Warehouse;
  readonly store: Store;
}

export interface HomeOptions extends LakeOptions {
  readonly home: string;
}

/** The layout of a home that is there now: the folder is made, links are followed, and its lake is chosen. */
export function prepareHome(options: HomeOptions): HomeLayout {
  const path = resolve(options.home);
  mkdirSync(path, { recursive: true });
  const layout = homeLayout(realpathSync(path));
  chooseLake(layout, options);
  return layout;
}

export async function openHome(layout: HomeLayout): Promise<Home> {
  const warehouse = await connectOwner(layout.home);
  try {
    const store = await openLocalStore(warehouse);
    return { layout, lake: openLake(layout), warehouse, store };
  } catch (e: unknown) {
    await warehouse.close();
    throw e;
  }
}
