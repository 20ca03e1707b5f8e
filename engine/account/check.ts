import { granteeKey, type ObservedAccount } from './observed';
import type { Requirement, Securable, ServiceLogin } from './requirement';
import { relationText } from '../warehouse/identifier';
import { statementsOf } from './statements';

export interface Missing {
  /** What is not as it should be, for a person. */
  readonly what: string;
  /** The statements that mend it, of an account administrator. */
  readonly statements: readonly string[];
}

export interface AccountCheck {
  readonly missing: readonly Missing[];
  /** What the asking role may not see, so that nothing is known about it. */
  readonly unseen: readonly string[];
}

/**
 * What of the requirements an account does not have. SHOW GRANTS leaves out, without a word, what the asking role has no
 * privilege on, so what it does not show is missing only where the asker is the holder, or inherits it.
 * https://docs.snowflake.com/en/sql-reference/sql/show-grants
 * @param own roles that the asker has. @default all: an account administrator asks, who sees everything
 */
export function checkAccount(
  requirements: readonly Requirement[],
  account: ObservedAccount,
  own?: readonly string[],
): AccountCheck {
  const missing: Missing[] = [];
  const unseen = new Set<string>();
  const known = own && new Set(own.map((role) => granteeKey({ role })));
  for (const requirement of requirements) {
    const found = lackOf(requirement, account);
    const holder = holderOf(requirement);
    const isHidden = holder !== undefined && known?.has(holder) === false;
    if (found === 'unseen' || (found !== undefined && isHidden))
      unseen.add(`what is granted to ${holder ?? requirement.kind}`);
    else if (found !== undefined) missing.push({ what: found, statements: statementsOf(requirement) });
  }
  return { missing, unseen: [...unseen] };
}

/** Undefined for what is not a grant. */
function holderOf(requirement: Requirement): string | undefined {
  if (requirement.kind === 'role grant') return granteeKey(requirement.to);
  return 'to' in requirement ? `role ${requirement.to}` : undefined;
}

/** Undefined: there is nothing to do. */
function lackOf(requirement: Requirement, account: ObservedAccount): string | undefined {
  switch (requirement.kind) {
    case 'role':
      return account.roles.has(requirement.name) ? undefined : `There is no role ${requirement.name}.`;
    case 'database': {
      const owner = account.databases.get(requirement.name);
      if (owner === undefined) return `There is no database ${requirement.name}.`;
      return owner === requirement.owner
        ? undefined
        : `Database ${requirement.name} belongs to role ${owner}, not to ${requirement.owner}.`;
    }
    case 'schema':
      return account.schemas.has(`${requirement.database}.${requirement.name}`)
        ? undefined
        : `There is no schema ${requirement.database}.${requirement.name}.`;
    case 'role grant':
      return lackOfGrants(account, granteeKey(requirement.to), [
        { privilege: 'USAGE', on: 'ROLE', name: requirement.role },
      ]);
    case 'database role grant':
      return lackOfGrants(account, `role ${requirement.to}`, [
        { privilege: 'USAGE', on: 'DATABASE_ROLE', name: requirement.role },
      ]);
    case 'grant':
      if (hasMade(requirement, account)) return undefined;
      return lackOfGrants(
        account,
        `role ${requirement.to}`,
        requirement.privileges.map((privilege) => ({ privilege, ...nameOf(requirement.on) })),
      );
    case 'resource monitor': {
      const { name, creditsPerMonth } = requirement;
      const found = account.resourceMonitors.get(name);
      if (!found) return `There is no resource monitor ${name}.`;
      return found.credits === creditsPerMonth
        ? undefined
        : `Resource monitor ${name} allows ${found.credits} credits a month, the settings say ${creditsPerMonth}.`;
    }
    case 'warehouse':
      return lackOfWarehouse(requirement, account);
    case 'metering': {
      const { warehouse, resourceMonitor } = requirement;
      return account.warehouses.get(warehouse)?.resourceMonitor === resourceMonitor
        ? undefined
        : `Warehouse ${warehouse} is not under the resource monitor ${resourceMonitor}.`;
    }
    case 'user':
      return lackOfUser(requirement, account);
    case 'budget':
      return account.budgets.has(relationText(requirement.name))
        ? undefined
        : `There is no budget ${relationText(requirement.name)}.`;
  }
}

const hasMade = ({ to, toMake }: Of<'grant'>, { grants }: ObservedAccount): boolean =>
  toMake !== undefined &&
  grants
    .get(`role ${to}`)
    ?.some(
      ({ privilege, on, name }) => privilege === 'OWNERSHIP' && on === 'INTEGRATION' && name === toMake,
    ) === true;

interface Wanted {
  readonly privilege: string;
  readonly on: string;
  /** Undefined: there is only one, the account. */
  readonly name: string | undefined;
}

const nameOf = (on: Securable): Omit<Wanted, 'privilege'> =>
  on.type === 'account'
    ? { on: 'ACCOUNT', name: undefined }
    : { on: on.type.toUpperCase().replaceAll(' ', '_'), name: on.name };

function lackOfGrants(
  account: ObservedAccount,
  holder: string,
  wanted: readonly Wanted[],
): string | undefined {
  const grants = account.grants.get(holder);
  if (!grants) return 'unseen';
  const lacking = wanted.filter(
    ({ privilege, on, name }) =>
      !grants.some(
        (grant) =>
          grant.privilege === privilege &&
          grant.on === on &&
          (name === undefined || grant.name === name || grant.name.endsWith(`.${name}`)),
      ),
  );
  if (lacking.length === 0) return undefined;
  const [{ on, name } = { on: '', name: '' }] = lacking;
  const privileges = lacking.map(({ privilege }) => privilege).join(', ');
  const what = [on.toLowerCase().replaceAll('_', ' '), name].filter(Boolean).join(' ');
  return `${holder.replace(/^./, (first) => first.toUpperCase())} lacks ${privileges} on ${what}.`;
}

type Of<K extends Requirement['kind']> = Extract<Requirement, { readonly kind: K }>;

function lackOfWarehouse({ name }: Of<'warehouse'>, account: ObservedAccount): string | undefined {
  const found = account.warehouses.get(name);
  if (!found) return `There is no warehouse ${name}.`;
  if (found.autoSuspend === undefined || found.autoSuspend === 0)
    return `Warehouse ${name} is never suspended.`;
  if (found.autoSuspend > 60)
    return `Warehouse ${name} is suspended after ${found.autoSuspend} seconds, not after 60.`;
  return undefined;
}

function lackOfUser({ name, login }: Of<'user'>, account: ObservedAccount): string | undefined {
  const found = account.users.get(name);
  if (!found) return `There is no user ${name}.`;
  if (found.type === undefined) return 'unseen';
  if (found.type !== 'SERVICE') return `User ${name} is of type ${found.type}, not SERVICE.`;
  return lackOfLogin(name, login, found);
}

function lackOfLogin(
  name: string,
  login: ServiceLogin,
  found: { readonly hasPublicKey: boolean; readonly workloadIdentity: object | undefined },
): string | undefined {
  if (login.kind === 'key-pair')
    return found.hasPublicKey ? undefined : `User ${name} has no public key to log in with.`;
  const [, account = '', role = ''] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(login.roleArn) ?? [];
  return JSON.stringify(found.workloadIdentity) === JSON.stringify({ account, role })
    ? undefined
    : `User ${name} does not log in as the IAM role ${login.roleArn}.`;
}
