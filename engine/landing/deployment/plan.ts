import { identifier } from '../../warehouse/identifier';
import { addDeclaredColumns } from '../setup';
import type { FutureGrant, Grant, SchemaAccess } from './access';
import type { DesiredLanding } from './desired';
import type { ObservedLanding } from './observed';
import type { Step } from './step';

/** Schemas that are missing, and grants in those that are there. Needs nothing of the lake. */
export function planSchemas(desired: DesiredLanding, observed: ObservedLanding): readonly Step[] {
  const { setup } = desired.roles;
  const missing = desired.schemas
    .filter(({ name }) => !observed.schemas.has(name))
    .map(({ name }) => ({
      ...{ kind: 'schema', name, role: setup },
      sql: `CREATE SCHEMA IF NOT EXISTS ${name} WITH MANAGED ACCESS`,
    }));
  return [...missing, ...desired.schemas.flatMap((schema) => grantsIn(schema, desired, observed))];
}

/** Everything else but the pipes, which are changed by a procedure of their own. */
export function planObjects(desired: DesiredLanding, observed: ObservedLanding): readonly Step[] {
  const { setup, loader } = desired.roles;
  const replaced = (
    kind: string,
    wanted: DesiredLanding['fileFormats'],
    there: ObservedLanding['fileFormats'],
  ): readonly Step[] =>
    wanted
      .filter(({ name, definition }) => there.get(name)?.definition !== definition)
      .map(({ name, sql }) => ({ kind, name, role: loader, sql }));
  const stage = { kind: 'stage', name: desired.stage.name, role: loader, sql: desired.stage.sql };
  return [
    ...replaced('file format', desired.fileFormats, observed.fileFormats),
    ...(observed.stage ? [] : [stage]),
    ...desired.tables.flatMap(({ name, sql, source }): readonly Step[] => {
      const columns = observed.tables.get(name);
      if (!columns) return [{ kind: 'table', name, role: loader, sql }];
      const there = columns.map((column) => ({ name: column }));
      const added = source ? addDeclaredColumns(source, desired.database, there) : [];
      return added.map((statement) => ({ kind: 'table', name, role: loader, sql: statement }));
    }),
    ...desired.schemas.flatMap(({ tables }) =>
      tables.flatMap(({ table, ...grant }) =>
        lacking(grant, observed.grants.get(table)).map((privileges) => ({
          ...{ kind: 'grant', name: table, role: setup },
          sql: `GRANT ${privileges} ON TABLE ${table} TO ROLE ${identifier(grant.to)}`,
        })),
      ),
    ),
    // They read the stage: after it has moved.
    ...(stageIsReady(desired, observed) || !observed.stage
      ? replaced('external table', desired.externalTables, observed.externalTables)
      : []),
  ];
}

/** Whether the stage is where the lake is. A stage that is missing is made as it is to be. */
export const stageIsReady = ({ stage, integration }: DesiredLanding, observed: ObservedLanding): boolean =>
  observed.stage !== undefined &&
  observed.stage.url === stage.url &&
  observed.stage.integration === integration;

/** Privileges of a grant that are not held, as a list for GRANT; none where all are. */
function lacking({ privileges, to }: Grant, held: ReadonlySet<string> = new Set()): readonly string[] {
  const missing = privileges.filter((privilege) => !held.has(`${privilege} to ${to}`));
  return missing.length === 0 ? [] : [missing.join(', ')];
}

function grantsIn(schema: SchemaAccess, desired: DesiredLanding, observed: ObservedLanding): readonly Step[] {
  const { name } = schema;
  const step = (sql: string): Step => ({ kind: 'grant', name, role: desired.roles.setup, sql });
  const held = observed.grants.get(`future ${name}`);
  return [
    ...schema.grants.flatMap((grant) =>
      lacking(grant, observed.grants.get(name)).map((privileges) =>
        step(`GRANT ${privileges} ON SCHEMA ${name} TO ROLE ${identifier(grant.to)}`),
      ),
    ),
    ...schema.future
      .filter(({ privileges, on, to }) => !held?.has(`${privileges.join(', ')} on ${on} to ${to}`))
      .flatMap((grant) => {
        const future = `GRANT ${grant.privileges.join(', ')} ON FUTURE ${grant.on}S IN SCHEMA ${name} TO ROLE ${identifier(grant.to)}`;
        const existing = observed.schemas.has(name) ? onExisting(grant, name, observed) : [];
        // Before, since a future grant that is there is not looked behind; and after, for what was made meanwhile.
        return [...existing, future, ...existing].map(step);
      }),
  ];
}

/** A future grant says nothing of what is there. Pipes take no grant on ALL. */
function onExisting(
  { privileges, on, to }: FutureGrant,
  schema: string,
  observed: ObservedLanding,
): readonly string[] {
  const grant = (what: string): string =>
    `GRANT ${privileges.join(', ')} ON ${what} TO ROLE ${identifier(to)}`;
  if (on !== 'PIPE') return [grant(`ALL ${on}S IN SCHEMA ${schema}`)];
  return [...observed.pipes.keys()]
    .filter((pipe) => pipe.startsWith(`${schema}.`))
    .map((pipe) => grant(`PIPE ${pipe}`));
}
