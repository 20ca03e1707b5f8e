import type { Result } from '../../../engine/warehouse/port';
import type { AccountState } from './state';

export interface SessionState {
  /** The role that it logged in with. */
  readonly home: string;
  role: string;
}

/** A file of the lake. */
export interface LakeFile {
  readonly key: string;
  readonly modified: Date;
}

export interface Context {
  readonly state: AccountState;
  readonly session: SessionState;
  readonly now: () => Date;
  /** Ends the statement where the session's role neither is this one nor inherits it. @default ACCOUNTADMIN */
  readonly admin: (role?: string) => void;
  /** What lies in the bucket. */
  readonly files: () => Promise<readonly LakeFile[]>;
  /** Why Snowflake cannot list the lake at the moment. */
  readonly accessDenied: () => string | undefined;
  readonly iamUserArn: string;
  readonly subscriberArn: string;
  readonly queueArn: string;
  /** Where external tables are only remembered. */
  readonly isBucket: boolean;
  /** Runs it in the warehouse behind, if there is one. */
  readonly behind: (sql: string) => Promise<Result | undefined>;
}

/** A statement that the account answers itself, by its text; the groups of the pattern are the arguments. */
export type Statement = readonly [
  pattern: RegExp,
  answer: (context: Context, groups: readonly (string | undefined)[]) => Result | Promise<Result>,
];
