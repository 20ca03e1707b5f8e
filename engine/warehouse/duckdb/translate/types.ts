/** One Snowflake statement as DuckDB is to run it. */
export interface Translation {
  /** What it is: decides how the adapter reports it. `transaction` is BEGIN, COMMIT or ROLLBACK. */
  readonly kind: 'query' | 'dml' | 'ddl' | 'transaction' | 'nothing';
  /**
   * DuckDB statements, run in order on one connection and, where there is more than one, in one transaction.
   * The last one's result is the answer. Empty for `nothing` (a statement with no local effect, e.g. GRANT).
   */
  readonly statements: readonly string[];
}

/** Translates one Snowflake statement. Throws `LakehouseError` LH501 for what is not on the tested list. */
export type Translate = (snowflakeSql: string) => Translation;
