import { codeOf } from '../errors';
import { identifier, literal } from '../warehouse/identifier';
import type { Result } from '../warehouse/port';
import { records } from '../warehouse/records';
import {
  granteeKey,
  type ObservedAccount,
  type ObservedGrant,
  type ObservedUser,
  type ObservedWarehouse,
} from './observed';
import type { Grantee, Requirement } from './requirement';

export type Query = (sql: string) => Promise<Result>;

/**
 * Reads what the requirements are compared with. SHOW alone, so that it needs no warehouse. What the asking role may not
 * see is left out, and grants that it may not see are undefined.
 */
export async function observeAccount(
  query: Query,
  requirements: readonly Requirement[],
): Promise<ObservedAccount> {
  const has = (...kinds: readonly Requirement['kind'][]) =>
    requirements.some(({ kind }) => kinds.includes(kind));
  const names = (kind: Requirement['kind']): readonly string[] =>
    requirements.flatMap((one) =>
      one.kind === kind && 'name' in one && typeof one.name === 'string' ? [one.name] : [],
    );
  const show = async (what: string, kind: Requirement['kind']) =>
    has(kind) ? records(await query(`SHOW ${what} LIKE ${literal(pattern(names(kind)))}`)) : [];

  const roles = await show('ROLES', 'role');
  const databases = await show('DATABASES', 'database');
  const warehouses = await show('WAREHOUSES', 'warehouse');
  const resourceMonitors = await show('RESOURCE MONITORS', 'resource monitor');
  const present = new Set(databases.map((field) => field('name')));
  return {
    roles: new Set(roles.map((field) => field('name'))),
    databases: new Map(databases.map((field) => [field('name'), field('owner')])),
    schemas: new Set(await inDatabases('SCHEMAS', 'schema')),
    resourceMonitors: new Map(
      resourceMonitors.map((field) => [field('name'), { credits: Number(field('credit_quota')) }]),
    ),
    warehouses: new Map(
      warehouses.map((field): [string, ObservedWarehouse] => [
        field('name'),
        {
          autoSuspend: numberOrNone(field('auto_suspend')),
          resourceMonitor: textOrNone(field('resource_monitor')),
        },
      ]),
    ),
    users: new Map(await observeUsers()),
    budgets: new Set(await inDatabases('SNOWFLAKE.CORE.BUDGET INSTANCES', 'budget')),
    grants: new Map(await observeGrants(new Set(roles.map((field) => field('name'))))),
  };

  /** `DATABASE.NAME` of schemas, `DATABASE.SCHEMA.NAME` of budgets. */
  async function inDatabases(what: string, kind: 'schema' | 'budget'): Promise<readonly string[]> {
    const wanted = requirements.flatMap((one) => (one.kind === kind ? [one.database] : []));
    const found: string[] = [];
    for (const database of new Set(wanted.filter((name) => present.has(name)))) {
      for (const field of records(await query(`SHOW ${what} IN DATABASE ${identifier(database)}`)))
        found.push([database, textOrNone(field('schema_name')), field('name')].filter(Boolean).join('.'));
    }
    return found;
  }

  async function observeUsers(): Promise<readonly [string, ObservedUser][]> {
    const found: [string, ObservedUser][] = [];
    for (const field of await show('USERS', 'user')) {
      const name = field('name');
      if (!names('user').includes(name)) continue;
      const methods = await unlessHidden(() =>
        query(`SHOW USER WORKLOAD IDENTITY AUTHENTICATION METHODS FOR USER ${identifier(name)}`),
      );
      const aws = methods && records(methods).find((method) => method('type') === 'AWS');
      found.push([
        name,
        {
          type: textOrNone(field('type')),
          hasPublicKey: field('has_rsa_public_key') === 'true',
          workloadIdentity: aws && identityOf(aws('additional_info')),
        },
      ]);
    }
    return found;
  }

  async function observeGrants(
    existing: ReadonlySet<string>,
  ): Promise<readonly [string, readonly ObservedGrant[] | undefined][]> {
    const grantees = new Map<string, Grantee>();
    for (const one of requirements) {
      if (one.kind === 'grant' || one.kind === 'database role grant')
        grantees.set(granteeKey({ role: one.to }), { role: one.to });
      if (one.kind === 'role grant') grantees.set(granteeKey(one.to), one.to);
    }
    const found: [string, readonly ObservedGrant[] | undefined][] = [];
    for (const [key, grantee] of grantees) {
      const [type, name] = 'role' in grantee ? ['ROLE', grantee.role] : ['USER', grantee.user];
      if (type === 'ROLE' && names('role').includes(name) && !existing.has(name)) {
        found.push([key, []]);
        continue;
      }
      const shown = await unlessHidden(() => query(`SHOW GRANTS TO ${type} ${identifier(name)}`));
      found.push([key, shown && records(shown).map(grantOf)]);
    }
    return found;
  }
}

/** Of a user, a role has a column of its own. */
function grantOf(field: (name: string) => string): ObservedGrant {
  const role = textOrNone(field('role'));
  return role === undefined
    ? { privilege: field('privilege'), on: field('granted_on'), name: field('name') }
    : { privilege: 'USAGE', on: 'ROLE', name: role };
}

/** Undefined where Snowflake says that there is no such thing, or that the role may not see it: it does not tell which. */
async function unlessHidden(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error: unknown) {
    if (codeOf(error) !== 'LH502') throw error;
    return undefined;
  }
}

/** `{"awsPartition":"aws","awsAccount":"0…","type":"IAM_ROLE","iamRole":"…"}` */
function identityOf(info: string): ObservedUser['workloadIdentity'] {
  const { awsAccount, iamRole } = JSON.parse(info) as { awsAccount?: string; iamRole?: string };
  return awsAccount === undefined || iamRole === undefined
    ? undefined
    : { account: awsAccount, role: iamRole };
}

/** A pattern of LIKE that all of the names match; what else matches is not looked at. */
function pattern(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length -= 1;
  return names.length === 1 ? first : `${first.slice(0, length)}%`;
}

const textOrNone = (text: string): string | undefined => (text === '' || text === 'null' ? undefined : text);
const numberOrNone = (text: string): number | undefined =>
  textOrNone(text) === undefined ? undefined : Number(text);
