import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../engine/project/types';
import { snowflakeNamesOf, type SnowflakeNames } from '../../../lambdas/deployment/contract';
import { openSnowflake } from '../../../engine/warehouse/snowflake';
import type { Warehouse } from '../../../engine/warehouse/port';
import { lastWords, runCommand } from '../../command';
import type { Api, Keys } from '../api';
import type { Cdk } from '../cdk';
import type { Emulator } from '../emulator';
import type { Snowflake } from '../snowflake';

export interface Context {
  readonly root: string;
  readonly environment: string;
  readonly emulator: Emulator;
  readonly snowflake: Snowflake;
  readonly cdk: Cdk;
  readonly api: Api;
  /** AWS's API as somebody else. */
  readonly apiOf: (keys: Keys) => Api;
  /** Writes the environment's settings anew, with these beside the suite's own. */
  readonly configure: (settings: { readonly [name: string]: Json }) => void;
  /** For files of the suite. */
  readonly folder: string;
}

/** Answers with what it found; throws where it did not. */
export type Check = (context: Context) => Promise<string>;

export const fail = (message: string): never => {
  throw new Error(message);
};

/** What the deploy tells whoever works with the environment. */
export interface Facts {
  readonly bucket: string;
  readonly stateTable: string;
}

export async function factsOf({ api, environment }: Pick<Context, 'api' | 'environment'>): Promise<Facts> {
  const { Parameter } = await api<{ readonly Parameter: { readonly Value: string } }>(
    'ssm',
    'get_parameter',
    { Name: `/lakehouse/${environment}/deployment` },
  );
  return JSON.parse(Parameter.Value) as Facts;
}

export async function keysUnder(
  { api }: Pick<Context, 'api'>,
  Bucket: string,
  Prefix: string,
): Promise<readonly string[]> {
  const { Contents = [] } = await api<{ readonly Contents?: readonly { readonly Key: string }[] }>(
    's3',
    'list_objects_v2',
    { Bucket, Prefix },
  );
  return Contents.map(({ Key }) => Key);
}

const somebodysKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;

/** `lakehouse … --target dev`, as a person with a key pair calls it. */
export async function lakehouse(context: Context, ...args: readonly string[]): Promise<string> {
  const { root, folder, emulator, snowflake, environment } = context;
  const key = join(folder, 'person.p8');
  writeFileSync(key, somebodysKey());
  const result = await runCommand(
    process.execPath,
    [join(root, 'bin/lakehouse.js'), ...args, '--home', join(folder, 'home'), '--target', environment],
    {
      cwd: root,
      env: {
        ...emulator.env,
        ...{ SNOWFLAKE_USER: 'SOMEBODY', SNOWFLAKE_PRIVATE_KEY_PATH: key, NO_COLOR: '1' },
        SNOWFLAKE_ACCESS_URL: snowflake.accessUrl,
      },
    },
  );
  if (result?.status === 0) return result.stdout;
  return fail(`lakehouse ${args.join(' ')}: ${result ? lastWords(result, 12) : 'cannot be started'}`);
}

/** As a person who logs in with one of the roles, until `work` is done. */
export async function loggedIn<T>(
  { environment, snowflake }: Context,
  as: keyof SnowflakeNames['roles'],
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const { database, roles } = snowflakeNamesOf(environment);
  const warehouse = await openSnowflake({
    ...{ account: 'ORG-ACCOUNT', accessUrl: snowflake.accessUrl, database },
    ...{ user: 'SOMEBODY', role: roles[as] },
    authentication: { kind: 'key-pair', privateKey: somebodysKey() },
  });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
