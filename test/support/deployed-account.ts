import { accountRequirements, setupSql, statementsOf, type AccountSpec } from '../../engine/account';
import { roleArnOf, snowflakeNamesOf } from '../../lambdas/deployment/contract';
import { SnowflakeAccount, type AccountOptions } from './snowflake-account';

export const ENVIRONMENT = 'dev';
export const names = snowflakeNamesOf(ENVIRONMENT);

const login = (part: 'setup' | 'advance' | 'monitor') =>
  ({
    kind: 'workload-identity',
    roleArn: roleArnOf({ account: '111122223333', region: 'eu-central-1' }, ENVIRONMENT, part),
  }) as const;

export const accountSpec: AccountSpec = {
  names,
  logins: { setup: login('setup'), advance: login('advance'), monitor: login('monitor') },
  creditsPerMonth: 20,
};

export const requirements = accountRequirements(accountSpec);
export const accountBlock = setupSql({ environment: ENVIRONMENT, requirements });

/** An account in which an administrator has run setup-sql. */
export async function preparedAccount(options: AccountOptions): Promise<SnowflakeAccount> {
  const account = new SnowflakeAccount(options);
  const session = await account.warehouse('ACCOUNTADMIN').session();
  for (const requirement of requirements)
    for (const sql of statementsOf(requirement)) await session.query(sql);
  await session.close();
  account.sent.length = 0;
  return account;
}
