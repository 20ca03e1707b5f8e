import type { Columns } from './scope/columns';

/** One Snowflake statement as DuckDB is to run it. */
export interface Translation {
  /**
   * What it is: decides how the adapter reports it. `transaction` is BEGIN, COMMIT or ROLLBACK; `session` changes
   * nothing but the session (USE), `variables` sets `variables` to the values of a query, or unsets them.
   */
  readonly kind: 'query' | 'dml' | 'ddl' | 'transaction' | 'session' | 'variables' | 'nothing';
  readonly variables?: readonly string[];
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
  /** The session's variables: what SET gave them, as literals of Snowflake's SQL. */
  readonly variables?: ReadonlyMap<string, string> | undefined;
  /** How a table was created; undefined where it does not exist or is not known yet. */
  definition?(relation: readonly string[]): TableDefinition | undefined;
  /** Throws where the table that is created would take the place of one that is called so in another case. */
  creation?(relation: readonly string[]): void;
}

/** A table as DuckDB keeps it: its parts are texts of DuckDB's SQL. */
export interface TableDefinition {
  readonly columns: readonly DefinedColumn[];
  readonly checks: readonly { readonly text: string; readonly columns: readonly string[] }[];
  readonly comment?: string | undefined;
  readonly temporary: boolean;
  /** Some column is computed: DuckDB's catalog does not tell from what. */
  readonly virtual: boolean;
}

export interface DefinedColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly defaultValue?: string | undefined;
  readonly comment?: string | undefined;
  /** Of an AUTOINCREMENT column. */
  readonly identity?:
    | {
        readonly start: number;
        readonly increment: number;
        readonly next: number;
        readonly ordered: boolean;
      }
    | undefined;
}

/** Translates one Snowflake statement. Throws `LakehouseError` LH501 for what is not on the tested list. */
export type Translate = (snowflakeSql: string, context?: TranslationContext) => Translation;
