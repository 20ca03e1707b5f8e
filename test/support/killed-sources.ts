import { source } from './sources';

/** The datasets of the processes that are killed while they load. */
export const killedSources = [
  source('shop', 'orders', ['id', 'name']),
  source('shop', 'items', ['id', 'name']),
];
