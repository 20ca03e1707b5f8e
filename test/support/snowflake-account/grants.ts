import { holds, mayGrant, owns } from './rights';
import type { AccountState } from './state';
import type { Statement } from './statement';
import { forbidden, missing, NAME, status, stored, table } from './words';

/** Owner of a thing that privileges are granted on; undefined where there is none. */
function ownerOf(state: AccountState, type: string, name: string): string | undefined {
  switch (type) {
    case 'DATABASE':
      return state.databases.get(name)?.owner;
    case 'SCHEMA':
      return state.schemas.get(name)?.owner;
    case 'INTEGRATION':
      return state.integrations.get(name)?.owner;
    case 'PIPE':
      return state.pipes.get(name)?.owner;
    case 'TABLE':
      return state.tables.get(name)?.owner;
    case 'WAREHOUSE':
      return state.warehouses.has(name) ? 'ACCOUNTADMIN' : undefined;
    default:
      return undefined;
  }
}

const list = (privileges: string): readonly string[] =>
  privileges.split(',').map((privilege) => privilege.trim().toUpperCase());

export const grants: readonly Statement[] = [
  [
    new RegExp(`^GRANT ([A-Z ,]+) ON ACCOUNT TO ROLE ${NAME}$`, 'i'),
    ({ state, admin }, [privileges = '', role = '']) => {
      admin();
      add(state, list(privileges), 'ACCOUNT', 'ACCOUNT', stored(role));
      return status('Statement executed successfully.');
    },
  ],
  [
    new RegExp(`^GRANT ([A-Z ,]+) ON FUTURE ([A-Z ]+)S IN SCHEMA ${NAME} TO ROLE ${NAME}$`, 'i'),
    ({ state, session }, [privileges = '', type = '', name = '', role = '']) => {
      const schema = stored(name);
      const found = state.schemas.get(schema);
      if (!found) throw missing('Schema', schema);
      // Elsewhere it takes MANAGE GRANTS.
      if (!found.managed || !owns(state, session.role, found.owner)) throw forbidden('schema', schema);
      for (const privilege of list(privileges))
        state.futureGrants.push({ privilege, type: type.toUpperCase(), schema, role: stored(role) });
      return status('Statement executed successfully.');
    },
  ],
  [
    new RegExp(`^GRANT ([A-Z ,]+) ON ALL ([A-Z ]+)S IN SCHEMA ${NAME} TO ROLE ${NAME}$`, 'i'),
    ({ state, session }, [privileges = '', type = '', name = '', role = '']) => {
      const schema = stored(name);
      mayGrant(state, session.role, `${schema}.X`, state.schemas.get(schema)?.owner);
      for (const table_ of state.tables.keys())
        if (table_.startsWith(`${schema}.`))
          add(state, list(privileges), type.toUpperCase(), table_, stored(role));
      return status('Statement executed successfully.');
    },
  ],
  [
    new RegExp(
      `^GRANT ([A-Z ,]+) ON (DATABASE|SCHEMA|WAREHOUSE|INTEGRATION|TABLE|PIPE) ${NAME} TO ROLE ${NAME}$`,
      'i',
    ),
    ({ state, session }, [privileges = '', kind = '', given = '', role = '']) => {
      const [type, name] = [kind.toUpperCase(), stored(given)];
      const owner = ownerOf(state, type, name);
      if (owner === undefined) throw missing(type, name);
      if (!state.roles.has(stored(role))) throw missing('Role', stored(role));
      if (type === 'TABLE' || type === 'PIPE') mayGrant(state, session.role, name, owner);
      else if (!owns(state, session.role, owner)) throw forbidden(type.toLowerCase(), name);
      add(state, list(privileges), type, name, stored(role));
      return status('Statement executed successfully.');
    },
  ],
  [
    new RegExp(`^SHOW GRANTS TO (ROLE|USER) ${NAME}$`, 'i'),
    ({ state, session }, [kind = '', given = '']) => {
      const name = stored(given);
      if (kind.toUpperCase() === 'ROLE' && !state.roles.has(name)) throw missing('Role', name);
      // Another role's grants are for those who inherit it, and for MANAGE GRANTS.
      if (!owns(state, session.role, name)) throw forbidden('role', name);
      const roles = [...(state.roleGrants.get(name) ?? [])];
      if (kind.toUpperCase() === 'USER')
        return table(
          ['created_on', 'role', 'granted_to', 'grantee_name', 'granted_by'],
          roles.map((role) => ['2026-01-01', role, 'USER', name, 'ACCOUNTADMIN']),
        );
      const owned = (type: string, kept: ReadonlyMap<string, { readonly owner: string }>) =>
        [...kept]
          .filter(([, { owner }]) => owner === name)
          .map(([thing]) => ({ privilege: 'OWNERSHIP', type, name: thing, role: name }));
      return shown([
        ...roles.map((role) => ({ privilege: 'USAGE', type: 'ROLE', name: role, role: name })),
        ...owned('DATABASE', state.databases),
        ...owned('INTEGRATION', state.integrations),
        ...state.grants.filter((grant) => grant.role === name),
      ]);
    },
  ],
  [
    new RegExp(`^SHOW GRANTS ON (SCHEMA|INTEGRATION|TABLE|PIPE) ${NAME}$`, 'i'),
    ({ state }, [kind = '', given = '']) => {
      const [type, name] = [kind.toUpperCase(), stored(given)];
      const owner = ownerOf(state, type, name);
      if (owner === undefined) throw missing(type, name);
      return shown([
        { privilege: 'OWNERSHIP', type, name, role: owner },
        ...state.grants.filter((grant) => grant.type === type && grant.name === name),
      ]);
    },
  ],
  [
    new RegExp(`^SHOW FUTURE GRANTS IN SCHEMA ${NAME}$`, 'i'),
    ({ state }, [given = '']) => {
      const schema = stored(given);
      return table(
        ['created_on', 'privilege', 'grant_on', 'name', 'grant_to', 'grantee_name', 'grant_option'],
        state.futureGrants
          .filter((grant) => grant.schema === schema)
          .map(({ privilege, type, role }) => [
            ...['2026-01-01', privilege, type.replaceAll(' ', '_'), `${schema}.<${type}>`],
            ...['ROLE', role, 'false'],
          ]),
      );
    },
  ],
];

const shown = (found: readonly { privilege: string; type: string; name: string; role: string }[]) =>
  table(
    ['created_on', 'privilege', 'granted_on', 'name', 'granted_to', 'grantee_name', 'grant_option'],
    found.map(({ privilege, type, name, role }) => [
      ...['2026-01-01', privilege, type, name, 'ROLE', role, 'false'],
    ]),
  );

function add(
  state: AccountState,
  privileges: readonly string[],
  type: string,
  name: string,
  role: string,
): void {
  for (const privilege of privileges)
    if (
      !state.grants.some(
        (one) => one.privilege === privilege && one.type === type && one.name === name && one.role === role,
      )
    )
      state.grants.push({ privilege, type, name, role });
}

/** What a new object gets of the future grants of its schema. */
export function applyFutureGrants(state: AccountState, type: string, name: string): void {
  const schema = name.slice(0, name.lastIndexOf('.'));
  for (const grant of state.futureGrants)
    if (grant.schema === schema && grant.type === type) add(state, [grant.privilege], type, name, grant.role);
}

/** Everything that is granted on an object goes with it. */
export function forgetGrants(state: AccountState, type: string, name: string): void {
  const kept = state.grants.filter((grant) => grant.type !== type || grant.name !== name);
  state.grants.splice(0, state.grants.length, ...kept);
}

export const mayUse = (state: AccountState, role: string, integration: string): boolean =>
  owns(state, role, state.integrations.get(integration)?.owner) ||
  holds(state, role, 'USAGE', 'INTEGRATION', integration);
