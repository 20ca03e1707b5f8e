import { rolesOf } from './rights';
import type { Statement } from './statement';
import { forbidden, like, missing, NAME, properties, status, stored, table, unquoted } from './words';

const exact = (source: string): RegExp => new RegExp(`^${source}`, 'is');

/** Who may make what, as accounts have it from the start. */
const MADE_BY = [
  ['WAREHOUSE', 'SYSADMIN'],
  ['USER', 'USERADMIN'],
  ['RESOURCE MONITOR', 'ACCOUNTADMIN'],
] as const;

/** Roles, users, warehouses, resource monitors, budgets, databases: what setup-sql makes and --check looks at. */
export const administration: readonly Statement[] = [
  [
    exact(`USE ROLE ${NAME}$`),
    ({ state, session }, [role = '']) => {
      const name = stored(role);
      if (session.role !== 'ACCOUNTADMIN' && !rolesOf(state, session.home).has(name))
        throw forbidden('role', name);
      if (!state.roles.has(name)) throw missing('Role', name);
      session.role = name;
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(`CREATE ROLE IF NOT EXISTS ${NAME}`),
    ({ state, admin }, [role = '']) => {
      admin('USERADMIN');
      state.roles.add(stored(role));
      return status(`Role ${stored(role)} successfully created.`);
    },
  ],
  [
    exact(`GRANT ROLE ${NAME} TO (?:ROLE|USER) ${NAME}$`),
    ({ state, admin }, [role = '', to = '']) => {
      admin();
      if (!state.roles.has(stored(role))) throw missing('Role', stored(role));
      state.roleGrants.set(stored(to), new Set([...(state.roleGrants.get(stored(to)) ?? []), stored(role)]));
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(`GRANT DATABASE ROLE ${NAME} TO ROLE ${NAME}$`),
    ({ state, admin }, [role = '', to = '']) => {
      admin();
      const name = stored(role).replace(/^.*\./, '');
      state.grants.push({ privilege: 'USAGE', type: 'DATABASE_ROLE', name, role: stored(to) });
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(`CREATE DATABASE IF NOT EXISTS ${NAME}$`),
    ({ state, admin, session }, [name = '']) => {
      admin();
      const database = stored(name);
      if (!state.databases.has(database)) {
        state.databases.set(database, { owner: session.role });
        state.schemas.set(`${database}.PUBLIC`, { owner: session.role, managed: false });
        state.schemas.set(`${database}.INFORMATION_SCHEMA`, { owner: '', managed: false });
      }
      return status('done');
    },
  ],
  [
    exact(`GRANT OWNERSHIP ON DATABASE ${NAME} TO ROLE ${NAME} COPY CURRENT GRANTS$`),
    ({ state, admin }, [name = '', role = '']) => {
      admin();
      state.databases.set(stored(name), { owner: stored(role) });
      return status('Statement executed successfully.');
    },
  ],
  ...MADE_BY.flatMap(([type, maker]): readonly Statement[] => [
    [
      exact(`CREATE ${type} IF NOT EXISTS ${NAME}(.*)$`),
      ({ state, admin }, [name = '', options = '']) => {
        admin(maker);
        const kept = collection(state, type);
        if (!kept.has(stored(name))) kept.set(stored(name), properties(options));
        return status('done');
      },
    ],
    [
      exact(`ALTER ${type} ${NAME} SET(.*)$`),
      ({ state, admin }, [name = '', options = '']) => {
        admin(/RESOURCE_MONITOR|NETWORK_POLICY/.test(options) ? 'ACCOUNTADMIN' : maker);
        const kept = collection(state, type);
        const before = kept.get(stored(name));
        if (!before) throw missing(type, stored(name));
        kept.set(stored(name), { ...before, ...properties(options) });
        return status('Statement executed successfully.');
      },
    ],
  ]),
  [
    exact(`CREATE SNOWFLAKE\\.CORE\\.BUDGET IF NOT EXISTS ${NAME}\\(\\)$`),
    ({ state, admin }, [name = '']) => {
      admin();
      const budget = stored(name);
      if (!state.budgets.has(budget)) state.budgets.set(budget, { resources: [] });
      return status('done');
    },
  ],
  [
    exact(`CALL ${NAME}!(SET_SPENDING_LIMIT|ADD_RESOURCE)\\((.*)\\)$`),
    ({ state, admin }, [name = '', method = '', argument = '']) => {
      admin();
      const budget = state.budgets.get(stored(name));
      if (!budget) throw missing('Budget', stored(name));
      if (method.toUpperCase() === 'SET_SPENDING_LIMIT') budget.limit = Number(argument);
      else budget.resources.push(argument);
      return status('Successfully added resource to resource group');
    },
  ],
  [
    exact(`SHOW ROLES LIKE ('.*')$`),
    ({ state }, [pattern = '']) =>
      table(
        ['created_on', 'name', 'owner'],
        [...state.roles].filter(like(unquoted(pattern))).map((name) => ['2026-01-01', name, 'USERADMIN']),
      ),
  ],
  [
    exact(`SHOW DATABASES LIKE ('.*')$`),
    ({ state }, [pattern = '']) =>
      table(
        ['created_on', 'name', 'owner'],
        [...state.databases]
          .filter(([name]) => like(unquoted(pattern))(name))
          .map(([name, { owner }]) => ['2026-01-01', name, owner]),
      ),
  ],
  [
    exact(`SHOW WAREHOUSES LIKE ('.*')$`),
    ({ state }, [pattern = '']) =>
      table(
        ['name', 'state', 'size', 'auto_suspend', 'resource_monitor'],
        [...state.warehouses]
          .filter(([name]) => like(unquoted(pattern))(name))
          .map(([name, given]) => [
            ...[name, 'SUSPENDED', given['WAREHOUSE_SIZE'] ?? 'X-Small'],
            ...[given['AUTO_SUSPEND'] ?? '600', given['RESOURCE_MONITOR'] ?? 'null'],
          ]),
      ),
  ],
  [
    exact(`SHOW RESOURCE MONITORS LIKE ('.*')$`),
    ({ state }, [pattern = '']) =>
      table(
        ['name', 'credit_quota', 'used_credits', 'level'],
        [...state.resourceMonitors]
          .filter(([name]) => like(unquoted(pattern))(name))
          .map(([name, given]) => [name, `${given['CREDIT_QUOTA'] ?? ''}.00`, '0.00', 'WAREHOUSE']),
      ),
  ],
  [
    exact(`SHOW USERS LIKE ('.*')$`),
    ({ state, session }, [pattern = '']) =>
      table(
        ['name', 'created_on', 'has_rsa_public_key', 'type'],
        [...state.users]
          .filter(([name]) => like(unquoted(pattern))(name))
          // The name alone is everybody's.
          .map(([name, given]) =>
            session.role === 'ACCOUNTADMIN'
              ? [name, '2026-01-01', String('RSA_PUBLIC_KEY' in given), given['TYPE'] ?? 'PERSON']
              : [name, null, null, null],
          ),
      ),
  ],
  [
    exact(`SHOW USER WORKLOAD IDENTITY AUTHENTICATION METHODS FOR USER ${NAME}$`),
    ({ state, admin }, [name = '']) => {
      admin();
      const identity = state.users.get(stored(name))?.['WORKLOAD_IDENTITY'];
      const [, account, role] = /arn:[^:]+:iam::(\d+):role\/([^']+)/.exec(identity ?? '') ?? [];
      const info = JSON.stringify({
        awsPartition: 'aws',
        awsAccount: account,
        type: 'IAM_ROLE',
        iamRole: role,
      });
      return table(
        ['name', 'type', 'comment', 'last_used', 'created_on', 'additional_info'],
        identity === undefined ? [] : [['DEFAULT', 'AWS', null, null, '2026-01-01', info]],
      );
    },
  ],
  [
    exact(`SHOW SNOWFLAKE\\.CORE\\.BUDGET INSTANCES IN DATABASE ${NAME}$`),
    ({ state }, [database = '']) =>
      table(
        ['created_on', 'name', 'database_name', 'schema_name'],
        [...state.budgets.keys()]
          .map((name) => name.split('.'))
          .filter(([of]) => of === stored(database))
          .map(([of, schema, name]) => ['2026-01-01', name, of, schema]),
      ),
  ],
  [
    // Hours late on an account, and so of nothing that has just been.
    /^(?:WITH|SELECT)\s[^]*\sSNOWFLAKE\.ACCOUNT_USAGE\./i,
    () => table(['NOTHING'], []),
  ],
];

type Kept = 'WAREHOUSE' | 'USER' | 'RESOURCE MONITOR';

function collection(state: Parameters<Statement[1]>[0]['state'], type: Kept) {
  switch (type) {
    case 'WAREHOUSE':
      return state.warehouses;
    case 'USER':
      return state.users;
    case 'RESOURCE MONITOR':
      return state.resourceMonitors;
  }
}
