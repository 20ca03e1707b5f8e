export type { Graph } from './types';
export { buildGraph } from './build-graph';
export { select } from './select';
