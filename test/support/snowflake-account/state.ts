/** What an account holds, as the stand-in remembers it. Schema objects by `DATABASE.SCHEMA.NAME`. */
export interface AccountState {
  readonly roles: Set<string>;
  /** Role or user to the roles granted to it. */
  readonly roleGrants: Map<string, Set<string>>;
  readonly databases: Map<string, { owner: string }>;
  readonly schemas: Map<string, { owner: string; managed: boolean }>;
  readonly warehouses: Map<string, Properties>;
  readonly resourceMonitors: Map<string, Properties>;
  readonly users: Map<string, Properties>;
  readonly budgets: Map<string, { limit?: number; resources: string[] }>;
  readonly integrations: Map<string, Integration>;
  readonly objects: Map<string, StoredObject>;
  readonly pipes: Map<string, Pipe>;
  readonly tables: Map<string, { owner: string; columns: string[] }>;
  readonly grants: Grant[];
  readonly futureGrants: FutureGrant[];
}

export type Properties = { [name: string]: string };

export interface Integration {
  owner: string;
  enabled: boolean;
  roleArn: string;
  externalId: string;
  locations: string[];
}

/** Of file formats, stages and external tables. */
export interface StoredObject {
  readonly kind: 'file format' | 'stage' | 'external table';
  owner: string;
  comment: string;
  url: string;
  integration: string;
}

export interface Pipe {
  owner: string;
  definition: string;
  comment: string;
  channel: string;
  paused: boolean;
  /** Where it is set, the pipe is stopped for that reason. */
  stopped?: string;
  /** Keys that it was told of and has not loaded, and when. */
  readonly queue: { key: string; at: Date }[];
  /** Keys that it was ever told of: none is queued twice. */
  readonly known: Set<string>;
  readonly table: string;
  /** Prefix of keys. */
  readonly prefix: string;
  lastIngested?: string;
  /** What it was told of last, and when. */
  lastForwarded?: { readonly key: string; readonly at: Date };
}

export interface Grant {
  readonly privilege: string;
  /** `ACCOUNT`, `DATABASE`, `SCHEMA`, `TABLE`, … */
  readonly type: string;
  readonly name: string;
  readonly role: string;
}

export interface FutureGrant {
  readonly privilege: string;
  readonly type: string;
  readonly schema: string;
  readonly role: string;
}

export const emptyAccount = (): AccountState => ({
  roles: new Set(['ACCOUNTADMIN', 'SECURITYADMIN', 'SYSADMIN', 'USERADMIN', 'PUBLIC']),
  roleGrants: new Map([
    ['ACCOUNTADMIN', new Set(['SECURITYADMIN', 'SYSADMIN'])],
    ['SECURITYADMIN', new Set(['USERADMIN'])],
  ]),
  databases: new Map(),
  schemas: new Map(),
  warehouses: new Map(),
  resourceMonitors: new Map(),
  users: new Map(),
  budgets: new Map(),
  integrations: new Map(),
  objects: new Map(),
  pipes: new Map(),
  tables: new Map(),
  grants: [],
  futureGrants: [],
});
