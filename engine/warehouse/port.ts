/**
 * The warehouse port: it takes Snowflake SQL and answers with Snowflake's types, whichever engine does the work.
 *
 * Cells are plain data, so that they cross a socket or a Lambda boundary as JSON:
 * - NUMBER and FLOAT: a JavaScript number where it holds the value exactly, else decimal text
 * - BOOLEAN: boolean; TEXT: string; BINARY: upper-case hex
 * - DATE `YYYY-MM-DD`; TIME `HH:MM:SS[.ffffff]`; TIMESTAMP_NTZ `YYYY-MM-DD HH:MM:SS[.ffffff]`;
 *   TIMESTAMP_LTZ / TIMESTAMP_TZ the same followed by ` +HHMM`
 * - VARIANT, OBJECT, ARRAY: JSON text (a JSON null is the text `null`, an SQL null is null)
 */
export type Cell = string | number | boolean | null;

export type ColumnKind =
  | 'NUMBER'
  | 'FLOAT'
  | 'TEXT'
  | 'BOOLEAN'
  | 'DATE'
  | 'TIME'
  | 'TIMESTAMP_NTZ'
  | 'TIMESTAMP_LTZ'
  | 'TIMESTAMP_TZ'
  | 'VARIANT'
  | 'OBJECT'
  | 'ARRAY'
  | 'BINARY';

export interface Column {
  /** As Snowflake reports it: upper case unless it was quoted. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type as DDL spells it, e.g. `NUMBER(18,2)`, `VARCHAR`, `TIMESTAMP_NTZ`. */
  readonly type: string;
}

export interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows inserted, updated or deleted by DML; undefined for everything else. */
  readonly rowsAffected?: number | undefined;
}

export interface QueryOptions {
  /** Values for `?` placeholders, in order. */
  readonly binds?: readonly Cell[];
  /** Sent as QUERY_TAG where the engine has one. */
  readonly tag?: string;
  /** Reads at most so many rows of the result. */
  readonly maxRows?: number;
}

/** A conversation in which statements see each other's open transaction. */
export interface Session {
  /** Runs one Snowflake statement. Throws `LakehouseError` (LH5xx) with the engine's message. */
  query(sql: string, options?: QueryOptions): Promise<Result>;
  close(): Promise<void>;
}

export type RelationKind = 'table' | 'view' | 'external table';

/** `DATABASE.SCHEMA.NAME`, each part as the engine stores it (upper case). */
export interface RelationName {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
}

export interface CatalogEntry extends RelationName {
  readonly kind: RelationKind;
}

/** What differs between engines and that a plan has to know. */
export interface WarehouseTraits {
  /**
   * How an incremental model is published: `clone` (zero-copy clone, merge, audit, swap: Snowflake) or
   * `transaction` (merge and audit in one transaction: DuckDB, whose clone would copy the whole table).
   */
  readonly incrementalPublish: 'clone' | 'transaction';
}

export interface Warehouse {
  readonly traits: WarehouseTraits;
  /** Runs one statement in a session of its own choice, committed on return. Safe to call concurrently. */
  query(sql: string, options?: QueryOptions): Promise<Result>;
  session(): Promise<Session>;
  /** Every table and view of the database (no warehouse needed on Snowflake: SHOW). */
  catalog(): Promise<readonly CatalogEntry[]>;
  /** Columns in order, or undefined where the relation does not exist. */
  columns(relation: RelationName): Promise<readonly Column[] | undefined>;
  /**
   * A token for each relation that changes whenever its rows do (SYSTEM$LAST_CHANGE_COMMIT_TIME), in the order
   * given; undefined where it does not exist. Needs no warehouse on Snowflake.
   */
  changeTokens(relations: readonly RelationName[]): Promise<readonly (string | undefined)[]>;
  close(): Promise<void>;
}

/** A warehouse as those need it who only look. */
export type WarehouseReader = Pick<Warehouse, 'traits' | 'query' | 'catalog' | 'columns' | 'changeTokens'>;
