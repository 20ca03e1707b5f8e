import { roleNameOf } from '../../../lambdas/deployment/contract';
import type { Keys } from '../api';
import { SNOWFLAKE_ACCOUNT, SNOWFLAKE_USER } from '../snowflake';
import { factsOf, fail, keysUnder, type Check, type Context } from './check';

export const bootstrap: Check = async ({ cdk }) => {
  await cdk.bootstrap();
  return 'bootstrapped';
};

export const deploy: Check = async ({ cdk }) => {
  const said = await cdk.deployAll();
  const stacks = [...said.matchAll(/^✅ {2}(\w+) \(/gm)].map(([, name]) => name);
  return stacks.length === 6 ? stacks.join(', ') : fail(`deployed ${stacks.join(', ')}`);
};

interface Trust {
  readonly Statement: readonly {
    readonly Principal: { readonly AWS: string };
    readonly Condition: { readonly StringEquals: { readonly 'sts:ExternalId': string } };
  }[];
}

async function storageRoleOf({ api, environment }: Context) {
  const { Role } = await api<{
    readonly Role: { readonly Arn: string; readonly AssumeRolePolicyDocument: Trust };
  }>('iam', 'get_role', { RoleName: roleNameOf(environment, 'storage') });
  const [statement, ...more] = Role.AssumeRolePolicyDocument.Statement;
  if (!statement || more.length > 0) return fail(`the role trusts ${JSON.stringify(Role)}`);
  return {
    arn: Role.Arn,
    principal: statement.Principal.AWS,
    externalId: statement.Condition.StringEquals['sts:ExternalId'],
  };
}

export const handshake: Check = async (context) => {
  const { principal } = await storageRoleOf(context);
  if (principal !== `arn:aws:iam::${SNOWFLAKE_ACCOUNT}:user/${SNOWFLAKE_USER}`)
    fail(`the role trusts ${principal}`);
  const told = await context.api<{
    readonly QueueConfigurations?: readonly {
      readonly QueueArn: string;
      readonly Events: readonly string[];
    }[];
    readonly EventBridgeConfiguration?: object;
  }>('s3', 'get_bucket_notification_configuration', { Bucket: (await factsOf(context)).bucket });
  const [rule, ...more] = told.QueueConfigurations ?? [];
  if (rule?.QueueArn !== context.snowflake.queueArn || more.length > 0 || !told.EventBridgeConfiguration)
    fail(`the bucket tells ${JSON.stringify(told)}`);
  return `the role trusts Snowflake's user alone; one rule to the pipes' queue, ${rule?.Events.join()}`;
};

/** Snowflake's own user, in Snowflake's AWS account, tries what the storage role lets it and what it must not. */
export const trusted: Check = async (context) => {
  const { arn, externalId } = await storageRoleOf(context);
  const Bucket = (await factsOf(context)).bucket;
  const user = context.apiOf(await snowflakesUser(context, arn));
  const assume = async (more: { readonly ExternalId?: string }): Promise<Keys> => {
    const { Credentials } = await user<{
      readonly Credentials: {
        readonly AccessKeyId: string;
        readonly SecretAccessKey: string;
        readonly SessionToken: string;
      };
    }>('sts', 'assume_role', { RoleArn: arn, RoleSessionName: 'snowflake', ...more });
    const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = Credentials;
    return { id, secret, token };
  };
  await refused('a login without an external id', assume({}));
  await refused('a login with another external id', assume({ ExternalId: `${externalId}x` }));
  const role = context.apiOf(await assume({ ExternalId: externalId }));

  const [Key = ''] = await keysUnder({ api: role }, Bucket, 'bronze/');
  await role('s3', 'get_object', { Bucket, Key });
  await refused('a list of all', role('s3', 'list_objects_v2', { Bucket }));
  await refused('reading beside bronze/', role('s3', 'get_object', { Bucket, Key: 'errors/x' }));
  await refused('writing', role('s3', 'put_object', { Bucket, Key, Body: '' }));
  await refused('deleting', role('s3', 'delete_object', { Bucket, Key }));
  return 'reads bronze/ under its external id; no login without, no list, read, write or delete beyond';
};

/** In the emulator whoever names an account of 12 digits is its root. */
async function snowflakesUser({ apiOf }: Context, roleArn: string): Promise<Keys> {
  const root = apiOf({ id: SNOWFLAKE_ACCOUNT, secret: 'test' });
  const UserName = SNOWFLAKE_USER;
  await root('iam', 'create_user', { UserName });
  const may = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [may] });
  await root('iam', 'put_user_policy', { UserName, PolicyName: 'assume', PolicyDocument });
  const { AccessKey } = await root<{
    readonly AccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string };
  }>('iam', 'create_access_key', { UserName });
  return { id: AccessKey.AccessKeyId, secret: AccessKey.SecretAccessKey };
}

async function refused(what: string, call: Promise<unknown>): Promise<void> {
  const said = await call.then(
    () => 'nothing: it was done',
    (error: unknown) => String(error),
  );
  if (!said.includes('AccessDenied')) fail(`${what} must be refused; AWS said ${said}`);
}

export const again: Check = async ({ cdk, snowflake }) => {
  await snowflake.sent();
  const said = await cdk.deployAll();
  const unchanged = said.match(/\(no changes\)/g)?.length ?? 0;
  const setup = (await snowflake.sent()).filter(({ role }) => role.endsWith('_SETUP'));
  if (unchanged !== 6) fail(`${unchanged} of 6 stacks without changes`);
  return setup.length === 0 ? '6 stacks, no changes, nothing sent' : fail(`${setup.length} statements sent`);
};
