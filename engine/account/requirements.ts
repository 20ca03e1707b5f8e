import type { Requirement, ServiceLogin, WarehouseSize } from './requirement';

/** What the parts are called. The caller's names: nothing is spelled here. */
export interface AccountNames {
  readonly database: string;
  /** Of storage. */
  readonly integration: string;
  readonly roles: {
    readonly setup: string;
    readonly loader: string;
    readonly transformer: string;
    readonly monitor: string;
    readonly reader: string;
  };
  readonly users: { readonly setup: string; readonly advance: string; readonly monitor: string };
  readonly warehouses: { readonly transform: string; readonly monitor: string; readonly read: string };
  readonly resourceMonitor: string;
}

export interface AccountSpec {
  readonly names: AccountNames;
  readonly logins: { readonly [user in keyof AccountNames['users']]: ServiceLogin };
  readonly creditsPerMonth: number;
  /** Of the warehouse that builds models. @default XSMALL */
  readonly transformSize?: WarehouseSize | undefined;
  /** Name of a network policy of the account, for the service users. */
  readonly networkPolicy?: string | undefined;
}

/**
 * What a deploy rests on: roles, the database, who may do what. Setup owns the database and its schemas and so decides
 * about grants in them; the loader owns bronze and its pipes, which load with its rights alone.
 *
 * Not granted: CREATE DATABASE and CREATE WAREHOUSE (both are made here, since only an account administrator may put a
 * warehouse under a resource monitor), and EVOLVE SCHEMA, which the loader has as the owner of the tables.
 * https://docs.snowflake.com/en/user-guide/data-load-schema-evolution
 */
export function deployRequirements(names: AccountNames): readonly Requirement[] {
  const { database, integration, roles, warehouses } = names;
  const on = { type: 'database', name: database } as const;
  const warehouse = (name: string) => ({ type: 'warehouse', name }) as const;
  return [
    { kind: 'role', name: roles.setup, purpose: 'Deploys: owns the database and the storage integration' },
    { kind: 'role', name: roles.loader, purpose: 'Owns bronze and its pipes' },
    { kind: 'role', name: roles.transformer, purpose: 'Builds silver and gold from bronze' },
    { kind: 'role', name: roles.monitor, purpose: 'Watches pipes, loads and credits, keeps the load ledger' },
    { kind: 'role', name: roles.reader, purpose: 'Reads gold: for people and BI tools' },
    { kind: 'role grant', role: roles.loader, to: { role: roles.setup } },
    ...[roles.setup, roles.transformer, roles.monitor, roles.reader].map((role): Requirement => ({
      kind: 'role grant',
      role,
      to: { role: 'SYSADMIN' },
    })),
    { kind: 'database', name: database, owner: roles.setup },
    // There is no narrower right: whoever has it can make integrations that let people log in.
    // https://docs.snowflake.com/en/sql-reference/sql/create-security-integration
    {
      ...{ kind: 'grant', privileges: ['CREATE INTEGRATION'], on: { type: 'account' }, to: roles.setup },
      toMake: integration,
    },
    { kind: 'grant', privileges: ['USAGE'], on: warehouse(warehouses.transform), to: roles.setup },
    { kind: 'grant', privileges: ['USAGE'], on, to: roles.loader },
    { kind: 'grant', privileges: ['USAGE', 'CREATE SCHEMA'], on, to: roles.transformer },
    { kind: 'grant', privileges: ['USAGE'], on: warehouse(warehouses.transform), to: roles.transformer },
    { kind: 'grant', privileges: ['USAGE'], on, to: roles.monitor },
    { kind: 'grant', privileges: ['USAGE', 'MONITOR'], on: warehouse(warehouses.monitor), to: roles.monitor },
    { kind: 'grant', privileges: ['MONITOR'], on: warehouse(warehouses.transform), to: roles.monitor },
    { kind: 'grant', privileges: ['MONITOR'], on: warehouse(warehouses.read), to: roles.monitor },
    { kind: 'grant', privileges: ['USAGE'], on, to: roles.reader },
    { kind: 'grant', privileges: ['USAGE'], on: warehouse(warehouses.read), to: roles.reader },
    // Credits are in views of the one, statements with their tags in views of the other.
    // https://docs.snowflake.com/en/sql-reference/snowflake-db-roles
    { kind: 'database role grant', role: 'USAGE_VIEWER', to: roles.monitor },
    { kind: 'database role grant', role: 'GOVERNANCE_VIEWER', to: roles.monitor },
  ];
}

/** What only an account administrator may make or look at, in the order that makes it. */
function administered(spec: AccountSpec): {
  readonly first: readonly Requirement[];
  readonly last: readonly Requirement[];
} {
  const { names, logins, creditsPerMonth, networkPolicy } = spec;
  const { database, roles, users, warehouses, resourceMonitor } = names;
  const user = (
    part: keyof AccountNames['users'],
    purpose: string,
    role: string,
    warehouse: string,
  ): Extract<Requirement, { kind: 'user' }> => ({
    ...{ kind: 'user', name: users[part], purpose, role, warehouse, login: logins[part], networkPolicy },
  });
  const serviceUsers = [
    user('setup', 'Functions of the lakehouse that deploy', roles.setup, warehouses.transform),
    user('advance', 'Function of the lakehouse that runs models', roles.transformer, warehouses.transform),
    user('monitor', 'Function of the lakehouse that watches', roles.monitor, warehouses.monitor),
  ];
  const size = spec.transformSize ?? 'XSMALL';
  return {
    first: [
      ...(
        [
          [warehouses.transform, size, 'Builds models', 3_600, 1_800],
          [warehouses.monitor, 'XSMALL', 'Reads load and query history', 300, 300],
          [warehouses.read, 'XSMALL', 'Serves people and BI tools', 600, 120],
        ] as const
      ).map(([name, of, purpose, runs, waits]): Requirement => ({
        ...{ kind: 'warehouse', name, size: of, purpose, runs, waits },
      })),
      { kind: 'resource monitor', name: resourceMonitor, creditsPerMonth },
      ...Object.values(warehouses).map((warehouse): Requirement => ({
        ...{ kind: 'metering', warehouse, resourceMonitor },
      })),
    ],
    last: [
      ...serviceUsers,
      ...serviceUsers.map(({ name, role }): Requirement => ({
        kind: 'role grant',
        role,
        to: { user: name },
      })),
      { kind: 'schema', database, name: 'COST' },
      {
        kind: 'budget',
        name: { database, schema: 'COST', name: 'CREDITS' },
        creditsPerMonth,
        database,
        warehouses: Object.values(warehouses),
      },
    ],
  };
}

/** All that an account must have, in the order that makes it. */
export function accountRequirements(spec: AccountSpec): readonly Requirement[] {
  const { first, last } = administered(spec);
  return [...first, ...deployRequirements(spec.names), ...last];
}
