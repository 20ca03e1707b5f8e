import type { PipeStatus } from './pipe-status';
import type { Mark } from './mark';

/** What is there. Objects by `DATABASE.SCHEMA.NAME`. */
export interface ObservedLanding {
  readonly schemas: ReadonlySet<string>;
  /** By schema, table or `future SCHEMA`: `PRIVILEGE to ROLE`, of future grants `PRIVILEGE on TYPE to ROLE`. */
  readonly grants: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fileFormats: ReadonlyMap<string, Mark | undefined>;
  readonly stage: { readonly url: string; readonly integration: string } | undefined;
  /** Names of columns. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly externalTables: ReadonlyMap<string, Mark | undefined>;
  readonly pipes: ReadonlyMap<string, ObservedPipe>;
}

export interface ObservedPipe {
  readonly mark: Mark | undefined;
  /** The COPY statement, as Snowflake shows it. */
  readonly copy: string;
  /** ARN of the queue. */
  readonly channel: string;
  /** Read only where the pipe is to be changed. */
  readonly status?: PipeStatus | undefined;
  /** Likewise: what is granted on it, ownership apart. */
  readonly grants?: readonly (readonly [privilege: string, role: string])[] | undefined;
}
