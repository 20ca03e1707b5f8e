import type { AccountSpec, ServiceLogin } from '../engine/account';
import { fail } from '../engine/errors';
import {
  roleArnOf,
  SNOWFLAKE_FUNCTIONS,
  snowflakeNamesOf,
  type SnowflakeFunction,
} from '../lambdas/deployment/contract';

/** What an environment's settings say that an account has to do with. */
export interface AccountSettings {
  readonly env: string;
  /** Of AWS. */
  readonly account: string;
  readonly region: string;
  readonly snowflake: { readonly login: 'workload-identity' | 'key-pair' };
  readonly budgets: { readonly creditsPerMonth: number };
}

export interface AccountChoices {
  /** Public keys in PEM by the function that has the private one; a second one is for the next rotation. */
  readonly publicKeys: { readonly [part: string]: readonly string[] };
  readonly networkPolicy?: string | undefined;
}

/** What the account of an environment is to be like. Throws LH102 where a public key is missing. */
export function accountSpecOf(settings: AccountSettings, choices: AccountChoices): AccountSpec {
  const { env, budgets } = settings;
  const login = (part: SnowflakeFunction): ServiceLogin =>
    settings.snowflake.login === 'workload-identity'
      ? { kind: 'workload-identity', roleArn: roleArnOf(settings, env, part) }
      : keyPair(part, choices);
  if (settings.snowflake.login === 'key-pair') requireKeys(choices);
  return {
    names: snowflakeNamesOf(env),
    logins: { setup: login('setup'), advance: login('advance'), monitor: login('monitor') },
    creditsPerMonth: budgets.creditsPerMonth,
    networkPolicy: choices.networkPolicy,
  };
}

function requireKeys({ publicKeys }: AccountChoices): void {
  const missing = SNOWFLAKE_FUNCTIONS.filter((part) => (publicKeys[part] ?? []).length === 0);
  if (missing.length > 0)
    fail(
      'LH102',
      `The environment logs in by key pair: give the public key of each function, ${missing.map((part) => `--public-key ${part}=<file>`).join(' ')}.`,
    );
}

function keyPair(part: SnowflakeFunction, { publicKeys }: AccountChoices): ServiceLogin {
  const [publicKey = '', nextPublicKey] = (publicKeys[part] ?? []).map(withoutArmour);
  return { kind: 'key-pair', publicKey, nextPublicKey };
}

/** Snowflake takes the key without the first and the last line of its PEM. */
const withoutArmour = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s+/g, '');
