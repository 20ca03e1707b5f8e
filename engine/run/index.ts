export { advance, initialState } from './advance';
export { runResultsArtifact } from './artifacts';
export { build, planBuild, planTest, test, type BuildOptions, type Workspace } from './build';
export type { Clock } from './clock';
export type { FailedStep, RunUnit } from './history';
export { readJournal } from './journal';
export { acquireLock, readLock, type Holder } from './lock';
export { run } from './loop';
export { modelResults, testResults, unitResults } from './outcome';
export {
  countBy,
  readCurrent,
  readNodeStates,
  readRun,
  readRunDetails,
  readRuns,
  readUnfinished,
  type RunDetails,
  type RunRecord,
} from './records';
export type { Item, Store } from './store';
export type * from './types';
