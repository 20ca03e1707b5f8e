import type { Offset } from '../refusal';
import type { Decimal } from './decimal';
import type { Type } from './type';

/** How tightly DuckDB binds the outermost operator of a text. */
export enum Level {
  Or = 1,
  And,
  Not,
  Comparison,
  Concatenation,
  Sum,
  Product,
  Sign,
  Atom,
}

/** A DuckDB expression: its text, how it binds, and what is known of its type. */
export interface Sql {
  readonly text: string;
  readonly level: Level;
  readonly type: Type;
  /** Where the Snowflake expression it stands for begins. */
  readonly at: Offset;
  /** True for a column or a literal: cheap to write twice. */
  readonly simple: boolean;
  /** Of a NUMBER. */
  readonly decimal?: Decimal | undefined;
  /** Whether DuckDB is known to keep a whole number in 64 bits or more. */
  readonly wide?: boolean | undefined;
  /** For a path into a VARIANT: what it starts from, and the path as a literal. */
  readonly json?: { readonly from: string; readonly path: string };
}

export const atom = (text: string, type: Type, at: Offset): Sql => ({
  text,
  level: Level.Atom,
  type,
  at,
  simple: false,
});

export const simple = (text: string, type: Type, at: Offset): Sql => ({
  ...atom(text, type, at),
  simple: true,
});

export const compound = (text: string, level: Level, type: Type, at: Offset): Sql => ({
  text,
  level,
  type,
  at,
  simple: false,
});

/** The text, in parentheses where it binds more loosely than asked. */
export const within = (sql: Sql, level: Level): string => (sql.level >= level ? sql.text : `(${sql.text})`);

export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;
