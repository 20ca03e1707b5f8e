import type { Project } from '../../project/types';
import { identifier, relationText } from '../../warehouse/identifier';
import { ledger, loadErrors, type LandedSource } from '../setup';
import { SHARED_SCHEMA } from '../setup/names';
import type { LandingOptions, LandingRoles } from './desired';

export interface Grant {
  readonly privileges: readonly string[];
  readonly to: string;
}

/** Of objects that will be made. `on` as SHOW FUTURE GRANTS spells the type. */
export interface FutureGrant extends Grant {
  readonly on: 'TABLE' | 'VIEW' | 'EXTERNAL TABLE' | 'PIPE';
}

/**
 * A schema and who may do what in it. All are schemas with managed access: setup, which owns them, decides about grants,
 * future ones too, and whoever owns a table does not. In other schemas future grants take MANAGE GRANTS, a right over the
 * whole account. https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
 */
export interface SchemaAccess {
  /** `DATABASE.NAME`. */
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly future: readonly FutureGrant[];
  readonly tables: readonly (Grant & { readonly table: string })[];
}

/** Rows that failed a test are kept here. */
const AUDIT_SCHEMA = 'AUDIT';

export function accessOf(
  project: Project,
  landed: readonly LandedSource[],
  { database, roles }: LandingOptions,
): readonly SchemaAccess[] {
  const built = [...project.models, ...project.snapshots].filter(({ config }) => config.enabled);
  const bronze = new Set([SHARED_SCHEMA, ...landed.map(({ schema }) => schema.toUpperCase())]);
  const models = new Set([...built.map(({ schema }) => schema.toUpperCase()), AUDIT_SCHEMA]);
  const gold = new Set(
    built.filter(({ tags }) => tags.includes('gold')).map(({ schema }) => schema.toUpperCase()),
  );
  const nameOf = (schema: string): string => `${identifier(database)}.${identifier(schema)}`;
  return [
    ...[...bronze].map((schema) => ({
      ...bronzeAccess(nameOf(schema), roles),
      tables: schema === SHARED_SCHEMA ? keptByTheMonitor(database, roles) : [],
    })),
    ...[...models].sort().map((schema) => modelAccess(nameOf(schema), gold.has(schema), roles)),
  ];
}

function bronzeAccess(name: string, { loader, transformer, monitor }: LandingRoles) {
  // A run waits for its files, and so asks the pipes too.
  const reads = (to: string): readonly FutureGrant[] => [
    { privileges: ['SELECT'], on: 'TABLE', to },
    { privileges: ['SELECT'], on: 'EXTERNAL TABLE', to },
    { privileges: ['MONITOR'], on: 'PIPE', to },
  ];
  return {
    name,
    grants: [
      {
        privileges: [
          'USAGE',
          ...['TABLE', 'EXTERNAL TABLE', 'FILE FORMAT', 'STAGE', 'PIPE'].map((type) => `CREATE ${type}`),
        ],
        to: loader,
      },
      { privileges: ['USAGE'], to: transformer },
      { privileges: ['USAGE'], to: monitor },
    ],
    future: [...reads(transformer), ...reads(monitor)],
  };
}

function keptByTheMonitor(database: string, { monitor }: LandingRoles): SchemaAccess['tables'] {
  return [ledger(database), loadErrors(database)].map((table) => ({
    table: relationText(table),
    privileges: ['INSERT', 'UPDATE', 'DELETE'],
    to: monitor,
  }));
}

function modelAccess(name: string, isGold: boolean, roles: LandingRoles): SchemaAccess {
  const readers = [roles.monitor, ...(isGold ? [roles.reader] : [])];
  return {
    name,
    grants: [
      { privileges: ['USAGE', 'CREATE TABLE', 'CREATE VIEW'], to: roles.transformer },
      ...readers.map((to) => ({ privileges: ['USAGE'], to })),
    ],
    future: readers.flatMap((to): readonly FutureGrant[] => [
      { privileges: ['SELECT'], on: 'TABLE', to },
      { privileges: ['SELECT'], on: 'VIEW', to },
    ]),
    tables: [],
  };
}
