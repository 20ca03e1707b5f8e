import type { RelationName } from '../warehouse/port';

/** How a service user proves who it is. */
export type ServiceLogin =
  | {
      /** By an IAM role, which need not exist yet. */
      readonly kind: 'workload-identity';
      readonly roleArn: string;
    }
  | {
      /** Base64 of the keys' DER. Two slots, so that one key works while the other is replaced. */
      readonly kind: 'key-pair';
      readonly publicKey: string;
      readonly nextPublicKey?: string | undefined;
    };

export type Securable =
  | { readonly type: 'account' }
  | { readonly type: 'database' | 'warehouse' | 'resource monitor'; readonly name: string };

/** One thing that an account must have before a deploy: what it is, not how it is made. */
export type Requirement =
  | { readonly kind: 'role'; readonly name: string; readonly purpose: string }
  | { readonly kind: 'role grant'; readonly role: string; readonly to: Grantee }
  | { readonly kind: 'database role grant'; readonly role: string; readonly to: string }
  | { readonly kind: 'database'; readonly name: string; readonly owner: string }
  | { readonly kind: 'schema'; readonly database: string; readonly name: string }
  | {
      readonly kind: 'grant';
      readonly privileges: readonly string[];
      readonly on: Securable;
      readonly to: string;
      /** Name of the one integration that the grant is to make: where that is there already, it may be revoked. */
      readonly toMake?: string;
    }
  | { readonly kind: 'resource monitor'; readonly name: string; readonly creditsPerMonth: number }
  | {
      readonly kind: 'warehouse';
      readonly name: string;
      readonly size: WarehouseSize;
      readonly purpose: string;
      /** Seconds that a statement may run, and may wait for its turn. */
      readonly runs: number;
      readonly waits: number;
    }
  | { readonly kind: 'metering'; readonly warehouse: string; readonly resourceMonitor: string }
  | {
      readonly kind: 'user';
      readonly name: string;
      readonly purpose: string;
      readonly role: string;
      readonly warehouse: string;
      readonly login: ServiceLogin;
      readonly networkPolicy: string | undefined;
    }
  | {
      readonly kind: 'budget';
      readonly name: RelationName;
      readonly creditsPerMonth: number;
      readonly database: string;
      readonly warehouses: readonly string[];
    };

export type Grantee = { readonly role: string } | { readonly user: string };

export type WarehouseSize = 'XSMALL' | 'SMALL' | 'MEDIUM' | 'LARGE' | 'XLARGE';
