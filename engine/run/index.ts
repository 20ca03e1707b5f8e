export { advance, initialState } from './advance';
export { runResultsArtifact } from './artifacts';
export { build, planBuild, test, type BuildOptions, type Workspace } from './build';
export type { Clock } from './clock';
export { acquireLock, type Holder } from './lock';
export { run } from './loop';
export { readNodeStates, readRunDetails, readRuns, type RunDetails, type RunRecord } from './records';
export type { Item, Store } from './store';
export type * from './types';
