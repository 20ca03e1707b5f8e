import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparedAccount } from '../../support/deployed-account';
import { answerOf, create, deploy, integrationProperties } from '../../support/deployment';
import { fixedClock } from '../../support/local-warehouse';

test('sends the statements of the golden file, in its order and as its roles', async () => {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  const [integration, objects] = await deploy({ account, clock });
  expect(integration).toEqual({
    status: 'SUCCESS',
    id: 'LAKEHOUSE_DEV_LAKE',
    data: { iamUserArn: account.iamUserArn, externalId: 'lakehouse-dev-0123' },
    calls: 1,
  });
  expect(objects).toMatchObject({
    status: 'SUCCESS',
    id: 'LAKEHOUSE_DEV/landing',
    data: { notificationChannel: account.queueArn },
  });
  const writes = new Set(account.writes);
  const printed = account.sent
    .filter(({ sql }) => writes.has(sql))
    .map(({ sql, role }) => `-- as ${role}\n${sql};\n`)
    .join('\n');
  const golden = join(__dirname, '../../golden/landing/handshake.sql');
  // UPDATE_GOLDEN=1 writes the file anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, printed);
  expect(printed).toBe(readFileSync(golden, 'utf8'));
});

test('tells whose queue subscribes to the topic, which is not the user that reads the lake', async () => {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  const snsTopic = 'arn:aws:sns:eu-central-1:111122223333:files';
  const answer = await answerOf(create({ ...integrationProperties, snsTopic }), { account, clock });
  const { iamUserArn, subscriberArn } = account;
  expect(answer).toMatchObject({ status: 'SUCCESS', data: { iamUserArn, subscriberArn } });
  expect(subscriberArn).not.toBe(iamUserArn);
});

test('only reads at a second deploy', async () => {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  const first = await deploy({ account, clock });
  account.sent.length = 0;
  const second = await deploy({ account, clock });
  expect(account.writes).toEqual([]);
  expect(second.map((answer) => ({ ...answer, calls: 0 }))).toEqual(
    first.map((answer) => ({ ...answer, calls: 0 })),
  );
});

test('deploys again, a changed bucket too, after the right to make integrations was taken away', async () => {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  await deploy({ account, clock });
  const { grants, integrations } = account.state;
  const kept = grants.filter(({ privilege }) => privilege !== 'CREATE INTEGRATION');
  grants.splice(0, grants.length, ...kept);
  const integration = integrations.get('LAKEHOUSE_DEV_LAKE');
  if (integration) integration.locations = ['s3://another/bronze/'];
  const answers = await deploy({ account, clock });
  expect(answers.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(integration?.locations).not.toEqual(['s3://another/bronze/']);
});

test('reads without starting a warehouse', async () => {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  await deploy({ account, clock });
  account.sent.length = 0;
  await deploy({ account, clock });
  expect(account.sent.filter(({ sql }) => !/^(SHOW|DESC|SELECT SYSTEM\$)/.test(sql))).toEqual([]);
});
