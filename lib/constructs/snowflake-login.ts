import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import {
  prefixOf,
  SNOWFLAKE_ENV,
  snowflakeNamesOf,
  type SnowflakeFunction,
} from '../../lambdas/deployment/contract';
import type { Settings } from '../settings';
import { environmentOf } from './environment';

const ROLES = { setup: 'setup', advance: 'transformer', monitor: 'monitor' } as const;
/** Setup needs none: its statements run in the services layer. */
const WAREHOUSES = { setup: 'transform', advance: 'transform', monitor: 'monitor' } as const;

/** How a function logs in to Snowflake: as its own service user, in its own role. */
export function snowflakeEnvironment(
  settings: Settings,
  as: SnowflakeFunction,
): { readonly [name: string]: string } {
  const { account, login, accessUrl } = settings.snowflake;
  const names = snowflakeNamesOf(settings.env);
  const hasKeyPair = login === 'key-pair';
  return environmentOf(SNOWFLAKE_ENV, {
    account,
    user: names.users[as],
    role: names.roles[ROLES[as]],
    warehouse: names.warehouses[WAREHOUSES[as]],
    database: names.database,
    workloadIdentityProvider: hasKeyPair ? undefined : 'AWS',
    keyPairSecret: hasKeyPair ? keyPairSecretName(settings, as) : undefined,
    accessUrl,
  });
}

/** Made by whoever made the key pair, before the first deploy: a private key never passes through a template. */
export const keyPairSecretName = (settings: Settings, as: SnowflakeFunction): string =>
  `${prefixOf(settings.env)}/${as}`;

/** Workload identity needs no permission: the driver signs `sts:GetCallerIdentity`, which no policy can deny. */
export function grantSnowflakeLogin(
  scope: Construct,
  settings: Settings,
  as: SnowflakeFunction,
  grantee: IGrantable,
): void {
  if (settings.snowflake.login === 'workload-identity') return;
  const secret = Secret.fromSecretNameV2(scope, 'KeyPair', keyPairSecretName(settings, as));
  secret.grantRead(grantee);
}
