import type { Columns } from '../scope/columns';
import type { Scope } from '../scope/scope';
import type { Expression, Query } from '../syntax/ast';
import type { TranslationContext } from '../types';
import type { Sql } from './sql';

/** A query as DuckDB is to run it, and the columns of its result. */
export interface CompiledQuery {
  readonly text: string;
  readonly columns: Columns;
}

/** What a rewrite may ask of its surroundings, and how it has its parts rewritten. */
export interface Environment {
  readonly context: TranslationContext | undefined;
  /** True below a FROM with a GENERATOR: SEQ4() and the like have rows to number. */
  readonly generates: boolean;
  /** True where SEQ of a table function is asked for, by name or by a star: rows are numbered only then. */
  readonly sequenced?: boolean | undefined;
  /** The common table expression that is being read by itself: its rows have no types but those it starts from. */
  readonly recursive?: string | undefined;
  /** The columns in sight, with their types. */
  readonly scope: Scope;
  /** Common table expressions in sight, by name. */
  readonly ctes: ReadonlyMap<string, Columns>;
  readonly expression: (expression: Expression, environment: Environment) => Sql;
  readonly query: (query: Query, environment: Environment) => CompiledQuery;
}
