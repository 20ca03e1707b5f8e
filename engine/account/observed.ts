/** What is in an account, as far as the role that asks may see it. Names as Snowflake stores them. */
export interface ObservedAccount {
  readonly roles: ReadonlySet<string>;
  /** Database to the role that owns it. */
  readonly databases: ReadonlyMap<string, string>;
  readonly schemas: ReadonlySet<string>;
  readonly resourceMonitors: ReadonlyMap<string, { readonly credits: number }>;
  readonly warehouses: ReadonlyMap<string, ObservedWarehouse>;
  readonly users: ReadonlyMap<string, ObservedUser>;
  readonly budgets: ReadonlySet<string>;
  /** By `role X` and `user X`. Undefined: the asking role may not see them. */
  readonly grants: ReadonlyMap<string, readonly ObservedGrant[] | undefined>;
}

export interface ObservedWarehouse {
  readonly autoSuspend: number | undefined;
  readonly resourceMonitor: string | undefined;
}

export interface ObservedUser {
  /** Undefined where only the name is shown to the asking role. */
  readonly type: string | undefined;
  readonly hasPublicKey: boolean;
  /** ARN of the role, without what Snowflake does not tell. */
  readonly workloadIdentity: { readonly account: string; readonly role: string } | undefined;
}

export interface ObservedGrant {
  readonly privilege: string;
  /** `ACCOUNT`, `DATABASE`, `ROLE`, … */
  readonly on: string;
  readonly name: string;
}

export const granteeKey = (grantee: { readonly role: string } | { readonly user: string }): string =>
  'role' in grantee ? `role ${grantee.role}` : `user ${grantee.user}`;
