import { dbtSuite } from './dbt';
import type { Suite } from './suite';

/** Every suite, in the order in which they run. A new one is a folder beside `dbt/` and a line here. */
export const suites: readonly Suite[] = [dbtSuite];
