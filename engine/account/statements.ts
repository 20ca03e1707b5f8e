import { identifier, literal, relationText } from '../warehouse/identifier';
import type { Requirement, Securable, ServiceLogin } from './requirement';

/** Who makes what, so that it is theirs afterwards: to resize a warehouse or lock a user takes no ACCOUNTADMIN then. */
const by = (role: 'USERADMIN' | 'SYSADMIN', ...statements: readonly string[]): readonly string[] => [
  `USE ROLE ${role}`,
  ...statements,
  'USE ROLE ACCOUNTADMIN',
];

/**
 * The statements of an account administrator that bring a requirement about, whatever of it is there already. They begin
 * and end in the role ACCOUNTADMIN. Nothing is replaced or revoked.
 */
export function statementsOf(requirement: Requirement): readonly string[] {
  switch (requirement.kind) {
    case 'role':
      return by(
        'USERADMIN',
        `CREATE ROLE IF NOT EXISTS ${identifier(requirement.name)} COMMENT = ${literal(requirement.purpose)}`,
      );
    case 'role grant': {
      const { role, to } = requirement;
      const grantee = 'role' in to ? `ROLE ${identifier(to.role)}` : `USER ${identifier(to.user)}`;
      return [`GRANT ROLE ${identifier(role)} TO ${grantee}`];
    }
    case 'database role grant':
      return [
        `GRANT DATABASE ROLE SNOWFLAKE.${identifier(requirement.role)} TO ROLE ${identifier(requirement.to)}`,
      ];
    case 'database': {
      const name = identifier(requirement.name);
      return [
        `CREATE DATABASE IF NOT EXISTS ${name}`,
        `GRANT OWNERSHIP ON DATABASE ${name} TO ROLE ${identifier(requirement.owner)} COPY CURRENT GRANTS`,
      ];
    }
    case 'schema':
      return [
        `CREATE SCHEMA IF NOT EXISTS ${identifier(requirement.database)}.${identifier(requirement.name)}`,
      ];
    case 'grant':
      return [
        `GRANT ${requirement.privileges.join(', ')} ON ${securable(requirement.on)} TO ROLE ${identifier(requirement.to)}`,
      ];
    case 'resource monitor':
      return resourceMonitor(requirement);
    case 'warehouse':
      return warehouse(requirement);
    case 'metering':
      return [
        `ALTER WAREHOUSE ${identifier(requirement.warehouse)} SET RESOURCE_MONITOR = ${identifier(requirement.resourceMonitor)}`,
      ];
    case 'user':
      return user(requirement);
    case 'budget':
      return budget(requirement);
  }
}

function securable(on: Securable): string {
  return on.type === 'account' ? 'ACCOUNT' : `${on.type.toUpperCase()} ${identifier(on.name)}`;
}

type Of<K extends Requirement['kind']> = Extract<Requirement, { readonly kind: K }>;

/**
 * Running statements end before the warehouses are suspended at the quota, and are cancelled a tenth above it. Without a
 * schedule it counts by the calendar's month, as the bill and the budget do; with one, from the day on which it was made.
 * https://docs.snowflake.com/en/user-guide/resource-monitors#schedule
 */
function resourceMonitor({ name, creditsPerMonth }: Of<'resource monitor'>): readonly string[] {
  const monitor = identifier(name);
  return [
    [
      `CREATE RESOURCE MONITOR IF NOT EXISTS ${monitor} WITH`,
      `CREDIT_QUOTA = ${creditsPerMonth}`,
      'TRIGGERS ON 80 PERCENT DO NOTIFY ON 100 PERCENT DO SUSPEND ON 110 PERCENT DO SUSPEND_IMMEDIATE',
    ].join('\n'),
    `ALTER RESOURCE MONITOR ${monitor} SET CREDIT_QUOTA = ${creditsPerMonth}`,
  ];
}

/** The size is only that of a new warehouse: whoever makes it larger at night finds it so after the next run of this. */
function warehouse({ name, size, purpose, runs, waits }: Of<'warehouse'>): readonly string[] {
  const quoted = identifier(name);
  return by(
    'SYSADMIN',
    `CREATE WAREHOUSE IF NOT EXISTS ${quoted} WITH WAREHOUSE_SIZE = ${size} AUTO_SUSPEND = 60 INITIALLY_SUSPENDED = TRUE COMMENT = ${literal(purpose)}`,
    [
      `ALTER WAREHOUSE ${quoted} SET`,
      'AUTO_SUSPEND = 60',
      'AUTO_RESUME = TRUE',
      `STATEMENT_TIMEOUT_IN_SECONDS = ${runs}`,
      `STATEMENT_QUEUED_TIMEOUT_IN_SECONDS = ${waits}`,
    ].join('\n'),
  );
}

/**
 * TYPE = SERVICE has no password and cannot log in as a person. Without secondary roles it has the rights of its one
 * role. ABORT_DETACHED_QUERY: a statement goes on while the function that sent it sleeps.
 */
function user({ name, purpose, role, warehouse: house, login, networkPolicy }: Of<'user'>) {
  const quoted = identifier(name);
  return [
    ...by(
      'USERADMIN',
      `CREATE USER IF NOT EXISTS ${quoted} TYPE = SERVICE DEFAULT_SECONDARY_ROLES = () COMMENT = ${literal(purpose)}`,
      [
        `ALTER USER ${quoted} SET`,
        'TYPE = SERVICE',
        `DEFAULT_ROLE = ${identifier(role)}`,
        `DEFAULT_WAREHOUSE = ${identifier(house)}`,
        ...credentials(login),
        'ABORT_DETACHED_QUERY = FALSE',
      ].join('\n'),
    ),
    // Takes the policy as well as the user.
    ...(networkPolicy === undefined
      ? []
      : [`ALTER USER ${quoted} SET NETWORK_POLICY = ${identifier(networkPolicy)}`]),
  ];
}

function credentials(login: ServiceLogin): readonly string[] {
  switch (login.kind) {
    case 'workload-identity':
      return [`WORKLOAD_IDENTITY = (TYPE = AWS ARN = ${literal(login.roleArn)})`];
    case 'key-pair':
      return [
        `RSA_PUBLIC_KEY = ${literal(login.publicKey)}`,
        ...(login.nextPublicKey === undefined ? [] : [`RSA_PUBLIC_KEY_2 = ${literal(login.nextPublicKey)}`]),
      ];
  }
}

/**
 * Resource monitors see warehouses alone; a budget sees pipes too, and only tells.
 * https://docs.snowflake.com/en/user-guide/budgets
 */
function budget({ name, creditsPerMonth, database, warehouses }: Of<'budget'>): readonly string[] {
  const instance = relationText(name);
  const resource = (type: string, object: string): string =>
    `CALL ${instance}!ADD_RESOURCE(SELECT SYSTEM$REFERENCE(${literal(type)}, ${literal(identifier(object))}, 'SESSION', 'APPLYBUDGET'))`;
  return [
    `CREATE SNOWFLAKE.CORE.BUDGET IF NOT EXISTS ${instance}()`,
    `CALL ${instance}!SET_SPENDING_LIMIT(${creditsPerMonth})`,
    resource('DATABASE', database),
    ...warehouses.map((one) => resource('WAREHOUSE', one)),
  ];
}
