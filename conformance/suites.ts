import { awsSuite } from './aws';
import { cloudformationSuite } from './cloudformation';
import { dbtSuite } from './dbt';
import { fakesnowSuite } from './fakesnow';
import { s3Suite } from './s3';
import { snowflakeSqlSuite } from './snowflake-sql';
import type { Suite } from './suite';

/** Every suite, in the order in which they run. A new one is a folder beside `dbt/` and a line here. */
export const suites: readonly Suite[] = [
  dbtSuite,
  fakesnowSuite,
  s3Suite,
  cloudformationSuite,
  snowflakeSqlSuite,
  awsSuite,
];
