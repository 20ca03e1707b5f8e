import { codeOf, fail, messageOf } from '../../errors';
import { identifier, literal } from '../../warehouse/identifier';
import { records } from '../../warehouse/records';
import type { Query } from './observe';
import type { Step } from './step';

export interface IntegrationOptions {
  readonly name: string;
  readonly roleArn: string;
  /** For a new integration: one that is there keeps its own, which the IAM role then asks for. */
  readonly externalId: string;
  readonly allowedLocations: readonly string[];
  readonly roles: { readonly setup: string; readonly loader: string };
}

export interface ObservedIntegration {
  readonly enabled: boolean;
  readonly roleArn: string;
  readonly allowedLocations: readonly string[];
  readonly iamUserArn: string;
  readonly externalId: string;
  readonly mayBeUsedBy: ReadonlySet<string>;
}

/** Undefined where there is none that the role may see. */
export async function observeIntegration(
  query: Query,
  name: string,
): Promise<ObservedIntegration | undefined> {
  const described = await unlessMissing(() => query(`DESC STORAGE INTEGRATION ${identifier(name)}`));
  if (!described) return undefined;
  const properties = new Map(records(described).map((field) => [field('property'), field('property_value')]));
  const value = (property: string): string =>
    properties.get(property) ??
    fail('LH614', `DESC STORAGE INTEGRATION ${name} shows no ${property}: is it an integration of S3?`);
  const grants = records(await query(`SHOW GRANTS ON INTEGRATION ${identifier(name)}`));
  return {
    enabled: value('ENABLED') === 'true',
    roleArn: value('STORAGE_AWS_ROLE_ARN'),
    allowedLocations: value('STORAGE_ALLOWED_LOCATIONS').split(',').filter(Boolean),
    iamUserArn: value('STORAGE_AWS_IAM_USER_ARN'),
    externalId: value('STORAGE_AWS_EXTERNAL_ID'),
    mayBeUsedBy: new Set(
      grants.filter((field) => field('privilege') === 'USAGE').map((field) => field('grantee_name')),
    ),
  };
}

/**
 * Created once and then only altered: an integration that is created anew is another one to the stages that use the old,
 * whatever its name. Snowflake does not look at the role's ARN before it is used.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-storage-integration
 */
export function planIntegration(
  options: IntegrationOptions,
  observed: ObservedIntegration | undefined,
): readonly Step[] {
  const { name, roleArn, externalId, allowedLocations, roles } = options;
  const quoted = identifier(name);
  const locations = `STORAGE_ALLOWED_LOCATIONS = (${allowedLocations.map(literal).join(', ')})`;
  const step = (kind: string, sql: string): Step => ({ kind, name, role: roles.setup, sql });
  const usage = step('grant', `GRANT USAGE ON INTEGRATION ${quoted} TO ROLE ${identifier(roles.loader)}`);
  if (!observed)
    return [
      step(
        'storage integration',
        [
          `CREATE STORAGE INTEGRATION IF NOT EXISTS ${quoted}`,
          'TYPE = EXTERNAL_STAGE',
          "STORAGE_PROVIDER = 'S3'",
          `STORAGE_AWS_ROLE_ARN = ${literal(roleArn)}`,
          `STORAGE_AWS_EXTERNAL_ID = ${literal(externalId)}`,
          'ENABLED = TRUE',
          locations,
        ].join('\n'),
      ),
      usage,
    ];
  const changes = [
    ...(observed.roleArn === roleArn ? [] : [`STORAGE_AWS_ROLE_ARN = ${literal(roleArn)}`]),
    ...(observed.enabled ? [] : ['ENABLED = TRUE']),
    ...(sameSet(observed.allowedLocations, allowedLocations) ? [] : [locations]),
  ];
  return [
    ...(changes.length === 0
      ? []
      : [step('storage integration', [`ALTER STORAGE INTEGRATION ${quoted} SET`, ...changes].join('\n'))]),
    ...(observed.mayBeUsedBy.has(roles.loader) ? [] : [usage]),
  ];
}

/**
 * Whether Snowflake can list the lake with the integration; else why not. Reading is proven by the canary: `read` needs a
 * file that is there, and the role allows neither writing nor deleting.
 * https://docs.snowflake.com/en/sql-reference/functions/system_validate_storage_integration
 */
export async function validateIntegration(
  query: Query,
  name: string,
  location: string,
): Promise<string | undefined> {
  const { rows } = await query(
    `SELECT SYSTEM$VALIDATE_STORAGE_INTEGRATION(${literal(name)}, ${literal(location)}, 'validate.txt', 'list')`,
  );
  const answer = JSON.parse(String(rows[0]?.[0] ?? '{}')) as {
    readonly status?: string;
    readonly message?: string;
    readonly actions?: { readonly [action: string]: { readonly status?: string; readonly message?: string } };
  };
  if (answer.status === 'success') return undefined;
  const [action] = Object.values(answer.actions ?? {}).filter(({ status }) => status !== 'success');
  return action?.message ?? answer.message ?? 'Snowflake gave no reason';
}

/**
 * ARN of the user whose queue subscribes to a topic, as Snowflake's policy for the topic names it. The documentation shows
 * another one than the integration's. https://docs.snowflake.com/en/sql-reference/functions/system_get_aws_sns_iam_policy
 */
export async function topicSubscriber(query: Query, topic: string): Promise<string> {
  const { rows } = await query(`SELECT SYSTEM$GET_AWS_SNS_IAM_POLICY(${literal(topic)})`);
  const policy = JSON.parse(String(rows[0]?.[0] ?? '{}')) as {
    readonly Statement?: readonly { readonly Principal?: { readonly AWS?: string } }[];
  };
  const subscriber = policy.Statement?.[0]?.Principal?.AWS;
  if (subscriber === undefined) throw new Error(`Snowflake names nobody who subscribes to ${topic}`);
  return subscriber;
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error: unknown) {
    if (codeOf(error) === 'LH502' && /00(?:2003|2043|3001) \(/.test(messageOf(error))) return undefined;
    throw error;
  }
}

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
