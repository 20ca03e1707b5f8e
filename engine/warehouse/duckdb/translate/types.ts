import type { Columns } from './scope/columns';

/** One Snowflake statement as DuckDB is to run it. */
export interface Translation {
  /**
   * What it is: decides how the adapter reports it. `transaction` is BEGIN, COMMIT or ROLLBACK; `session` changes
   * nothing but the session (USE).
   */
  readonly kind: 'query' | 'dml' | 'ddl' | 'transaction' | 'session' | 'nothing';
  /**
   * DuckDB statements, run in order on one connection and, where there is more than one, in one transaction.
   * The last one's result is the answer. Empty for `nothing` (a statement with no local effect, e.g. GRANT).
   *
   * Names are printed as Snowflake stores them (upper case unless quoted), so DuckDB's catalog and its result
   * columns already carry Snowflake's names: report them as they are.
   */
  readonly statements: readonly string[];
  /** Of DML: how many statements at the end count the rows it affects. @default the last one alone */
  readonly counted?: number;
  /** The number of `?` placeholders; they stand in order in the last statement, as `$1`, `$2`, …. */
  readonly binds: number;
  /** Of a query: the columns of its result, as far as they are known before DuckDB binds it. */
  readonly columns?: Columns;
}

/** What the adapter knows and a text does not say. Asked while translating, so it has to answer at once. */
export interface TranslationContext {
  /**
   * The columns of a relation (database, schema, name; the leading ones may be absent), hidden ones too; undefined
   * where it does not exist or is not known yet. A column that is not known has the type `unknown`: rewrites then look
   * at DuckDB's type when the statement is bound, or refuse.
   */
  columns(relation: readonly string[]): Columns;
}

/** Translates one Snowflake statement. Throws `LakehouseError` LH501 for what is not on the tested list. */
export type Translate = (snowflakeSql: string, context?: TranslationContext) => Translation;
