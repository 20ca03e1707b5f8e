import { accountSpecOf } from '../../../cloud/account';
import { accountRequirements, observeAccount } from '../../../engine/account';
import type { Project } from '../../../engine/project';
import { names, preparedAccount } from '../../../test/support/deployed-account';
import { answerOf, create, integrationProperties, objectsProperties } from '../../../test/support/deployment';
import { fixedClock } from '../../../test/support/local-warehouse';
import type { SnowflakeAccount } from '../../../test/support/snowflake-account';
import { settingsWith } from './account';
import { numbered, type RenderedStatement } from './rendered';

/** As an account is sent them: a first deploy, changed pipes, a moved lake, another role, a topic, a delete with both keys. */
export async function deployStatements(project: Project): Promise<readonly RenderedStatement[]> {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  const given = { account, clock, project };
  const spec = accountRequirements(accountSpecOf(settingsWith('workload-identity'), { publicKeys: {} }));
  const admin = account.warehouse('ACCOUNTADMIN');
  await observeAccount((sql) => admin.query(sql), spec);
  await answerOf(create(integrationProperties), given);
  await answerOf(create(objectsProperties), given);
  const snsTopic = 'arn:aws:sns:eu-central-1:111122223333:files';
  await answerOf(create({ ...integrationProperties, snsTopic }), given);
  await answerOf(create({ ...objectsProperties, snsTopic }), given);
  const locations = ['s3://lake-bucket/bronze/', 's3://new-bucket/bronze/'];
  const another = { ...integrationProperties, roleArn: 'arn:aws:iam::1:role/x', allowedLocations: locations };
  await answerOf(create(another), given);
  await answerOf(create({ ...objectsProperties, lakeUrl: 's3://new-bucket/' }), {
    ...given,
    meanwhile: () => landOnce(account, project),
  });
  const removal = (confirmed: string) => ({ policy: 'destroy' as const, confirmed });
  for (const properties of [
    { ...objectsProperties, removal: removal(names.database) },
    { ...integrationProperties, removal: removal(names.integration) },
  ])
    await answerOf({ ...create(properties), RequestType: 'Delete', PhysicalResourceId: 'x' }, given);
  return numbered(
    'deploy',
    account.sent.map(({ sql }) => sql),
  );
}

/** A file of every dataset that nobody was told of, so that catching up finds something. */
function landOnce(account: SnowflakeAccount, project: Project): void {
  for (const { landing } of project.sources) {
    const key = `bronze/${landing?.domain}/${landing?.dataset}/it's-late.csv`;
    if (landing) account.land(key);
  }
}
