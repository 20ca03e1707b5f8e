import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { fail, messageOf } from '../engine/errors';
import type { Lake } from '../engine/landing/lake';
import { s3Lake } from '../engine/landing/s3';
import type { Store } from '../engine/run';
import { dynamoStore } from '../engine/store/dynamodb';
import type { Warehouse } from '../engine/warehouse/port';
import { openSnowflake, optionsFrom } from '../engine/warehouse/snowflake';
import {
  deploymentParameterOf,
  snowflakeNamesOf,
  type Deployment,
  type Environment,
  type SnowflakeNames,
} from '../lambdas/deployment/contract';

/** A deployed lakehouse as a terminal sees it. */
export interface CloudTarget {
  readonly env: Environment;
  readonly deployment: Deployment;
  readonly names: SnowflakeNames;
  readonly store: Store;
  readonly lake: Lake;
  /** As a person, by `SNOWFLAKE_*`. Throws LH560 where these name nobody. To be closed by whoever asked. */
  warehouse(as: Actor): Promise<Warehouse>;
}

/** Whose role is taken where `SNOWFLAKE_ROLE` says none, and with it whose warehouse. */
export type Actor = 'reader' | 'monitor' | 'transformer';

export interface TargetContext {
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: () => Date;
}

/** Throws LH103 where the environment was not deployed, or AWS cannot be asked. */
export async function openTarget(
  env: Environment,
  { env: variables, now }: TargetContext,
): Promise<CloudTarget> {
  const deployment = await readDeployment(env);
  const names = snowflakeNamesOf(env);
  return {
    env,
    deployment,
    names,
    store: dynamoStore({ table: deployment.stateTable, region: deployment.region, now }),
    lake: s3Lake({
      bucket: deployment.bucket,
      region: deployment.region,
      endpoint: variables['AWS_ENDPOINT_URL_S3'] ?? variables['AWS_ENDPOINT_URL'],
      spool: join(tmpdir(), `lakehouse-spool-${env}`),
    }),
    warehouse: async (as) => {
      const options = optionsFrom({ ...defaultsFor(as, deployment, names), ...variables }, (path) =>
        readFileSync(path, 'utf8'),
      );
      return options
        ? openSnowflake(options)
        : fail(
            'LH560',
            `Nobody is named to log in to Snowflake account ${deployment.snowflakeAccount} with. Set SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY_PATH.`,
          );
    },
  };
}

async function readDeployment(env: Environment): Promise<Deployment> {
  const Name = deploymentParameterOf(env);
  const client = new SSMClient();
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    return JSON.parse(Parameter?.Value ?? '') as Deployment;
  } catch (error: unknown) {
    if (error instanceof Error && error.name === 'ParameterNotFound') {
      return fail(
        'LH103',
        `There is no deployment "${env}" in this AWS account and region: ${Name} is not there. Deploy it with npx cdk deploy --all -c env=${env}, or choose another AWS_PROFILE or AWS_REGION.`,
      );
    }
    return fail(
      'LH103',
      `AWS cannot be asked for the deployment "${env}": ${messageOf(error)}. Set AWS_PROFILE, or AWS_REGION and credentials.`,
    );
  } finally {
    client.destroy();
  }
}

function defaultsFor(
  as: Actor,
  { snowflakeAccount }: Deployment,
  { database, roles, warehouses }: SnowflakeNames,
) {
  const warehouse = {
    reader: warehouses.read,
    monitor: warehouses.monitor,
    transformer: warehouses.transform,
  };
  return {
    SNOWFLAKE_ACCOUNT: snowflakeAccount,
    SNOWFLAKE_DATABASE: database,
    SNOWFLAKE_ROLE: roles[as],
    SNOWFLAKE_WAREHOUSE: warehouse[as],
  };
}
