import { checkAccount, deployRequirements, observeAccount, type AccountCheck } from '../../../engine/account';
import { names, preparedAccount, requirements } from '../../support/deployed-account';
import { SnowflakeAccount } from '../../support/snowflake-account';

const now = () => new Date('2026-01-02T03:04:05Z');

async function checked(
  account: SnowflakeAccount,
  role = 'ACCOUNTADMIN',
  of = requirements,
): Promise<AccountCheck> {
  const warehouse = account.warehouse(role);
  return checkAccount(of, await observeAccount((sql) => warehouse.query(sql), of));
}

test('finds nothing missing after the block has been run', async () => {
  expect(await checked(await preparedAccount({ now }))).toEqual({ missing: [], unseen: [] });
});

test('asks without a statement that needs a warehouse or changes something', async () => {
  const account = await preparedAccount({ now });
  await checked(account);
  expect(account.sent.filter(({ sql }) => !sql.startsWith('SHOW '))).toEqual([]);
});

test('lists everything of an empty account, with the statements that mend it', async () => {
  const account = new SnowflakeAccount({ now });
  const { missing } = await checked(account);
  const session = await account.warehouse('ACCOUNTADMIN').session();
  for (const { statements } of missing) for (const sql of statements) await session.query(sql);
  expect(missing.map(({ what }) => what)).toContain('There is no role LAKEHOUSE_DEV_LOADER.');
  expect(await checked(account)).toEqual({ missing: [], unseen: [] });
});

test('says what is otherwise than it should be', async () => {
  const account = await preparedAccount({ now });
  const { state } = account;
  state.databases.set(names.database, { owner: 'SYSADMIN' });
  state.warehouses.set(names.warehouses.read, { AUTO_SUSPEND: '600' });
  state.resourceMonitors.set(names.resourceMonitor, { CREDIT_QUOTA: '5000' });
  state.users.set(names.users.monitor, { TYPE: 'PERSON' });
  state.users.set(names.users.advance, {
    TYPE: 'SERVICE',
    WORKLOAD_IDENTITY: "(TYPE = AWS ARN = 'arn:aws:iam::999999999999:role/lakehouse-dev-advance')",
  });
  state.grants.splice(0);
  expect((await checked(account)).missing.map(({ what }) => what)).toEqual([
    'Warehouse LAKEHOUSE_DEV_READ is suspended after 600 seconds, not after 60.',
    'Resource monitor LAKEHOUSE_DEV_CREDITS allows 5000 credits a month, the settings say 20.',
    'Warehouse LAKEHOUSE_DEV_READ is not under the resource monitor LAKEHOUSE_DEV_CREDITS.',
    'Database LAKEHOUSE_DEV belongs to role SYSADMIN, not to LAKEHOUSE_DEV_SETUP.',
    'Role LAKEHOUSE_DEV_SETUP lacks CREATE INTEGRATION on account.',
    'Role LAKEHOUSE_DEV_SETUP lacks USAGE on warehouse LAKEHOUSE_DEV_TRANSFORM.',
    'Role LAKEHOUSE_DEV_LOADER lacks USAGE on database LAKEHOUSE_DEV.',
    'Role LAKEHOUSE_DEV_TRANSFORMER lacks USAGE, CREATE SCHEMA on database LAKEHOUSE_DEV.',
    'Role LAKEHOUSE_DEV_TRANSFORMER lacks USAGE on warehouse LAKEHOUSE_DEV_TRANSFORM.',
    'Role LAKEHOUSE_DEV_MONITOR lacks USAGE on database LAKEHOUSE_DEV.',
    'Role LAKEHOUSE_DEV_MONITOR lacks USAGE, MONITOR on warehouse LAKEHOUSE_DEV_MONITOR.',
    'Role LAKEHOUSE_DEV_MONITOR lacks MONITOR on warehouse LAKEHOUSE_DEV_TRANSFORM.',
    'Role LAKEHOUSE_DEV_MONITOR lacks MONITOR on warehouse LAKEHOUSE_DEV_READ.',
    'Role LAKEHOUSE_DEV_READER lacks USAGE on database LAKEHOUSE_DEV.',
    'Role LAKEHOUSE_DEV_READER lacks USAGE on warehouse LAKEHOUSE_DEV_READ.',
    'Role LAKEHOUSE_DEV_MONITOR lacks USAGE on database role USAGE_VIEWER.',
    'Role LAKEHOUSE_DEV_MONITOR lacks USAGE on database role GOVERNANCE_VIEWER.',
    'User LAKEHOUSE_DEV_ADVANCE_USER does not log in as the IAM role arn:aws:iam::111122223333:role/lakehouse-dev-advance.',
    'User LAKEHOUSE_DEV_MONITOR_USER is of type PERSON, not SERVICE.',
  ]);
});

test('does not miss the right to make integrations where the one that it is for is there', async () => {
  const account = await preparedAccount({ now });
  const rights = account.state.grants.filter(({ type }) => type !== 'ACCOUNT');
  account.state.grants.splice(0, account.state.grants.length, ...rights);
  expect((await checked(account)).missing.map(({ what }) => what)).toEqual([
    `Role ${names.roles.setup} lacks CREATE INTEGRATION on account.`,
  ]);
  account.state.integrations.set(names.integration, {
    ...{ owner: names.roles.setup, enabled: true, roleArn: '', externalId: '', locations: [] },
  });
  expect(await checked(account)).toEqual({ missing: [], unseen: [] });
});

test('does not call missing what the asking role may not see', async () => {
  const account = await preparedAccount({ now });
  const check = await checked(account, names.roles.setup, deployRequirements(names));
  expect(check.missing).toEqual([]);
  expect(check.unseen).toEqual([
    'what is granted to role SYSADMIN',
    'what is granted to role LAKEHOUSE_DEV_TRANSFORMER',
    'what is granted to role LAKEHOUSE_DEV_MONITOR',
    'what is granted to role LAKEHOUSE_DEV_READER',
  ]);
});

test('takes what is not shown for missing only of roles that the asker has', async () => {
  const account = await preparedAccount({ now });
  const of = deployRequirements(names);
  const warehouse = account.warehouse('ACCOUNTADMIN');
  const seen = await observeAccount((sql) => warehouse.query(sql), of);
  const filtered = { ...seen, grants: new Map([...seen.grants.keys()].map((holder) => [holder, []])) };
  const check = checkAccount(of, filtered, [names.roles.setup, names.roles.loader]);
  expect(check.missing.map(({ what }) => what)).toEqual([
    'Role LAKEHOUSE_DEV_SETUP lacks USAGE on role LAKEHOUSE_DEV_LOADER.',
    'Role LAKEHOUSE_DEV_SETUP lacks CREATE INTEGRATION on account.',
    'Role LAKEHOUSE_DEV_SETUP lacks USAGE on warehouse LAKEHOUSE_DEV_TRANSFORM.',
    'Role LAKEHOUSE_DEV_LOADER lacks USAGE on database LAKEHOUSE_DEV.',
  ]);
  expect(check.unseen).toEqual([
    'what is granted to role SYSADMIN',
    'what is granted to role LAKEHOUSE_DEV_TRANSFORMER',
    'what is granted to role LAKEHOUSE_DEV_MONITOR',
    'what is granted to role LAKEHOUSE_DEV_READER',
  ]);
});
