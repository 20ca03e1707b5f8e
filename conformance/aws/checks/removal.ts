import { snowflakeNamesOf } from '../../../lambdas/deployment/contract';
import { readBronze, type Counts } from './bronze';
import { factsOf, fail, keysUnder, lakehouse, type Check } from './check';

/** `cdk destroy`, and a deploy that is told what was kept. */
export const retained: Check = async (context) => {
  const { bucket, stateTable } = await factsOf(context);
  const [files, rows] = [await keysUnder(context, bucket, ''), await readBronze(context)];
  await context.cdk.destroyAll();
  const left = await keysUnder(context, bucket, '');
  if (files.some((key) => !left.includes(key))) fail(`${files.length} files before, ${left.length} after`);

  context.configure({ adopt: { bucket, stateTable } });
  await context.cdk.deployAll();
  const facts = await factsOf(context);
  if (facts.bucket !== bucket || facts.stateTable !== stateTable)
    fail(`not adopted: ${JSON.stringify(facts)}`);
  const after = await readBronze(context);
  const lost = Object.entries(rows).filter(([table, count]) => !isKept(after, table, count));
  if (lost.length > 0)
    fail(`rows of ${lost.map(([table]) => table).join()}: ${JSON.stringify([rows, after])}`);
  await lakehouse(context, 'build');
  return `${files.length} files, ${Object.keys(rows).length} tables and the runs' state stayed, and were adopted with the same rows`;
};

/** The shop may have sent further events: a table of files from a terminal has exactly what it had. */
const isKept = (after: Counts, table: string, count: number): boolean =>
  table.startsWith('BRONZE_EVENTS') ? (after[table] ?? 0) >= count : after[table] === count;

/** Both keys are turned: what is in Snowflake goes too. The bucket was adopted, so it is not the template's to delete. */
export const destroyed: Check = async (context) => {
  const { cdk, snowflake, environment } = context;
  const { bucket } = await factsOf(context);
  const destroyData = { 'destroy-data': environment };
  await cdk.deployAll(destroyData);
  await snowflake.sent();
  await cdk.destroyAll(destroyData);
  const dropped = (await snowflake.sent()).flatMap(({ sql }) => /^DROP .*/.exec(sql) ?? []);
  const { database } = snowflakeNamesOf(environment);
  if (!dropped.some((sql) => sql.startsWith('DROP DATABASE') && sql.includes(database)))
    fail(`dropped in Snowflake: ${dropped.join('; ')}`);
  const files = await keysUnder(context, bucket, 'bronze/');
  if (files.length === 0) fail('the adopted bucket is empty');
  return `${dropped.join('; ')}; the adopted bucket keeps its ${files.length} files`;
};
