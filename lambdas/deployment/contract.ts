/** What the template, the functions and the command line call the parts of a deployed environment. Imports nothing. */

export type Environment = string;

/** Everything in AWS that carries a name of ours starts with it. */
export const prefixOf = (env: Environment): string => `lakehouse-${env}`;

/** Functions that log in to Snowflake, each by its own IAM role as its own service user. */
export const SNOWFLAKE_FUNCTIONS = ['setup', 'advance', 'monitor'] as const;
export type SnowflakeFunction = (typeof SNOWFLAKE_FUNCTIONS)[number];

/** Deterministic, so that an admin can name the role in Snowflake before the first deploy. */
export const roleNameOf = (env: Environment, part: SnowflakeFunction | 'storage'): string =>
  `${prefixOf(env)}-${part}`;

/** As text: Snowflake wants it before there is a role. */
export const roleArnOf = (
  { account, region }: { readonly account: string; readonly region: string },
  env: Environment,
  part: SnowflakeFunction | 'storage',
): string => `arn:${partitionOf(region)}:iam::${account}:role/${roleNameOf(env, part)}`;

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export interface SnowflakeNames {
  readonly database: string;
  readonly integration: string;
  readonly roles: {
    readonly setup: string;
    readonly loader: string;
    readonly transformer: string;
    readonly monitor: string;
    readonly reader: string;
  };
  /** Service users, by the function that logs in as each. */
  readonly users: { readonly [name in SnowflakeFunction]: string };
  readonly warehouses: { readonly transform: string; readonly monitor: string; readonly read: string };
  readonly resourceMonitor: string;
}

export function snowflakeNamesOf(env: Environment): SnowflakeNames {
  const name = (part: string): string => `LAKEHOUSE_${env}_${part}`.toUpperCase();
  return {
    database: `LAKEHOUSE_${env}`.toUpperCase(),
    integration: name('LAKE'),
    roles: {
      setup: name('SETUP'),
      loader: name('LOADER'),
      transformer: name('TRANSFORMER'),
      monitor: name('MONITOR'),
      reader: name('READER'),
    },
    users: { setup: name('SETUP_USER'), advance: name('ADVANCE_USER'), monitor: name('MONITOR_USER') },
    warehouses: { transform: name('TRANSFORM'), monitor: name('MONITOR'), read: name('READ') },
    resourceMonitor: name('CREDITS'),
  };
}

/** The SSM parameter in which a deploy says what it made, for the command line. Holds a `Deployment` as JSON. */
export const deploymentParameterOf = (env: Environment): string => `/lakehouse/${env}/deployment`;

export interface Deployment {
  readonly region: string;
  readonly bucket: string;
  readonly stateTable: string;
  readonly stateMachineArn: string;
  readonly stream: { readonly kind: 'kinesis' | 'firehose'; readonly name: string };
  readonly snowflakeAccount: string;
  readonly alarmTopicArn: string;
}

/** Namespace of our own metrics; each has the dimension `Environment`. */
export const METRIC_NAMESPACE = 'Lakehouse';

/** Environment variables that every function that logs in to Snowflake reads. */
export const SNOWFLAKE_ENV = {
  account: 'SNOWFLAKE_ACCOUNT',
  user: 'SNOWFLAKE_USER',
  role: 'SNOWFLAKE_ROLE',
  warehouse: 'SNOWFLAKE_WAREHOUSE',
  database: 'SNOWFLAKE_DATABASE',
  /** `AWS`: by the function's IAM role. Unset: by the key pair in the secret. */
  workloadIdentityProvider: 'SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER',
  /** ARN of a Secrets Manager secret with the private key, where the key pair is used. */
  keyPairSecret: 'SNOWFLAKE_KEY_PAIR_SECRET',
  /** Another address of the account: a stand-in under test. PrivateLink's is out of reach, functions being in no VPC. */
  accessUrl: 'SNOWFLAKE_ACCESS_URL',
} as const;
