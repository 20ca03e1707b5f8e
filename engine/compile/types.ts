import type { UniqueId } from '../project/types';
import type { RelationName } from '../warehouse/port';

/** What decides the text of a compiled node beside the project and the target. */
export interface CompileOptions {
  /** What `is_incremental()` answers. Default false. */
  readonly incremental?: boolean;
  /**
   * Another relation in place of a node's live one: a candidate under audit, a unit test's fixture.
   * Undefined keeps the live relation.
   */
  readonly relationOf?: (id: UniqueId) => RelationName | undefined;
  /** Values of `var` that go before the project's and the target's (unit tests). */
  readonly vars?: { readonly [key: string]: unknown };
  /** Macro results that go before the real ones (unit tests' `overrides.macros`). */
  readonly macroResults?: { readonly [name: string]: unknown };
}

export interface UnitTestOptions {
  /**
   * Columns of a given input as the warehouse knows them, for those whose type no property file says. Undefined: the
   * types are taken from the values.
   */
  readonly columnsOf?: (
    id: UniqueId,
  ) => readonly { readonly name: string; readonly type: string }[] | undefined;
}

/** A project and a target, ready to print SQL. Pure: the same arguments give the same text. */
export interface Compiler {
  /** The relation that `ref` or `source` of a node prints. */
  relation(id: UniqueId): RelationName;
  /** The SELECT of a model, snapshot, analysis or data test (whose rows are its failures), as dbt compiles it. */
  select(id: UniqueId, options?: CompileOptions): string;
  /**
   * The SELECT of a unit test: no row where the model gives what is expected, else the rows that differ, each with
   * `actual_or_expected` (`actual` or `expected`) before the columns of the expectation.
   */
  unitTestSql(id: UniqueId, options?: UnitTestOptions): string;
}
