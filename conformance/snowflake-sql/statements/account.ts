import { accountSpecOf, type AccountSettings } from '../../../cloud/account';
import { accountRequirements, statementsOf } from '../../../engine/account';
import { numbered, type RenderedStatement } from './rendered';

export const settingsWith = (login: 'workload-identity' | 'key-pair'): AccountSettings => ({
  ...{ env: 'dev', account: '111122223333', region: 'eu-central-1', budgets: { creditsPerMonth: 20 } },
  snowflake: { login },
});

/** What `setup-sql` prints, with either login. */
export function accountStatements(): readonly RenderedStatement[] {
  const keys = ['MIIBIjANBg', 'MIIBIjANBh'];
  const publicKeys = { setup: keys, advance: keys, monitor: keys };
  const texts = (['workload-identity', 'key-pair'] as const).flatMap((login) =>
    accountRequirements(
      accountSpecOf(settingsWith(login), { publicKeys, networkPolicy: 'AWS_ONLY' }),
    ).flatMap(statementsOf),
  );
  return numbered('account', texts);
}
