import type { AccountState } from './state';
import { forbidden } from './words';

/** The role and all that it inherits. */
export function rolesOf(state: AccountState, role: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const inherited of state.roleGrants.get(name) ?? []) visit(inherited);
  };
  visit(role);
  return found;
}

export const schemaOf = (object: string): string => object.slice(0, object.lastIndexOf('.'));
export const databaseOf = (object: string): string => object.slice(0, object.indexOf('.'));

export function owns(state: AccountState, role: string, owner: string | undefined): boolean {
  return role === 'ACCOUNTADMIN' || (owner !== undefined && rolesOf(state, role).has(owner));
}

export function holds(
  state: AccountState,
  role: string,
  privilege: string,
  type: string,
  name: string,
): boolean {
  if (role === 'ACCOUNTADMIN') return true;
  const roles = rolesOf(state, role);
  return state.grants.some(
    (grant) =>
      grant.privilege === privilege && grant.type === type && grant.name === name && roles.has(grant.role),
  );
}

/** CREATE <type> in a schema. */
export function mayCreate(state: AccountState, role: string, type: string, object: string): void {
  const schema = schemaOf(object);
  if (
    !owns(state, role, state.schemas.get(schema)?.owner) &&
    !holds(state, role, `CREATE ${type}`, 'SCHEMA', schema)
  )
    throw forbidden('schema', schema);
}

/** In a schema with managed access its owner decides, elsewhere the object's owner. */
export function mayGrant(state: AccountState, role: string, object: string, owner: string | undefined): void {
  const schema = state.schemas.get(schemaOf(object));
  if (!owns(state, role, schema?.managed ? schema.owner : owner)) throw forbidden('object', object);
}
