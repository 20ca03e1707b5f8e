/** One Snowflake statement as DuckDB is to run it. */
export interface Translation {
  /** What it is: decides how the adapter reports it. `transaction` is BEGIN, COMMIT or ROLLBACK. */
  readonly kind: 'query' | 'dml' | 'ddl' | 'transaction' | 'nothing';
  /**
   * DuckDB statements, run in order on one connection and, where there is more than one, in one transaction.
   * The last one's result is the answer. Empty for `nothing` (a statement with no local effect, e.g. GRANT).
   *
   * Names are printed as Snowflake stores them (upper case unless quoted), so DuckDB's catalog and its result
   * columns already carry Snowflake's names: report them as they are.
   */
  readonly statements: readonly string[];
  /** The number of `?` placeholders; they stand in order in the last statement, as `$1`, `$2`, …. */
  readonly binds: number;
}

/** What the adapter knows and a text does not say. Asked while translating, so it has to answer at once. */
export interface TranslationContext {
  /**
   * True where the relation (database, schema, name; the leading ones may be absent) was created with
   * `ROW_TIMESTAMP = TRUE` and so carries the column "METADATA$ROW_LAST_COMMIT_TIME", which `*` must not show.
   */
  hasRowTimestamp(relation: readonly string[]): boolean;
}

/** Translates one Snowflake statement. Throws `LakehouseError` LH501 for what is not on the tested list. */
export type Translate = (snowflakeSql: string, context?: TranslationContext) => Translation;
