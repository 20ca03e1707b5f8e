import type { Materialization, OnSchemaChange, Severity, UniqueId } from '../project/types';
import type { RelationName } from '../warehouse/port';

/**
 * A run as plain JSON data: every statement it will send, in which order, and why. `plan` prints it and `run`
 * executes it, so the two cannot drift apart.
 */
export interface Plan {
  readonly runId: string;
  readonly kind: 'build' | 'test';
  readonly fullRefresh: boolean;
  /** Publication groups; a unit comes after all units that it waits for. */
  readonly units: readonly Unit[];
  /** Models that are as they were at their last success. */
  readonly unchanged: readonly Unbuilt[];
  /** Models that the selection leaves out. */
  readonly excluded: readonly Unbuilt[];
  /** Tests that wait for a later run, since they compare a selected model with one left out that is behind or missing. */
  readonly deferredTests: readonly { readonly test: UniqueId; readonly reason: string }[];
}

export interface Unbuilt {
  readonly model: UniqueId;
  readonly relation: RelationName | undefined;
  readonly reason: string;
}

/**
 * What is published together or not at all: most often one model; several where a test ties them; none for the
 * schemas and clean-up of a run and for the tests of a source.
 */
export interface Unit {
  readonly id: string;
  /** Units that must be published before this one starts. */
  readonly after: readonly string[];
  readonly models: readonly PlannedModel[];
  readonly tests: readonly PlannedTest[];
  /** In an order that respects `after`. */
  readonly steps: readonly Step[];
  /** Sent on the unit's session when a step of its open transaction fails or a test does not pass. */
  readonly rollback: string | undefined;
  /** Sources whose tests are in this unit. */
  readonly gates: readonly Gate[];
}

/** A source whose tests stand before its readers. */
export interface Gate {
  readonly source: UniqueId;
  readonly inputs: Inputs;
}

/**
 * `full`: the table or view is made anew. `incremental`: arrived rows are merged into it.
 * `audit`: only its tests changed, they run on the live relation.
 */
export type BuildMode = 'full' | 'incremental' | 'audit';

/**
 * What stands under the model's live name. `published`: this run's own table, put there before the run was
 * interrupted; its predecessor is kept already.
 */
export type LiveKind = 'absent' | 'table' | 'view' | 'published';

export interface PlannedModel {
  readonly model: UniqueId;
  readonly name: string;
  readonly materialized: Materialization | 'snapshot';
  readonly mode: BuildMode;
  /** Why it runs, for a person. */
  readonly reason: string;
  readonly live: RelationName;
  readonly liveKind: LiveKind;
  /** Undefined where the live relation itself is changed inside a transaction, and in mode `audit`. */
  readonly candidate: RelationName | undefined;
  /** Where the predecessor is kept under the run's name after a swap. */
  readonly displaced: RelationName | undefined;
  /** Compared with the next run's to find that nothing changed. */
  readonly inputs: Inputs;
  /** Changes whenever the model's rows may have changed. */
  readonly version: string;
  /** Its SELECT over live relations, as dbt compiles it. */
  readonly compiled: string;
}

/** All that decides a model's rows and their being right, by part, so that a change can be named. */
export interface Inputs {
  readonly code: string;
  readonly config: string;
  readonly tests: string;
  readonly unitTests: string;
  readonly parents: { readonly [id: UniqueId]: string };
  readonly sources: { readonly [id: UniqueId]: string };
}

export interface PlannedTest {
  readonly test: UniqueId;
  readonly name: string;
  readonly kind: 'data' | 'unit';
  readonly severity: Severity;
  readonly errorIf: string;
  readonly warnIf: string;
  /** Models that are not published when it fails. */
  readonly blocks: readonly UniqueId[];
  /** Reads the failing rows, sent only when the test does not pass. */
  readonly failingRowsSql: string;
  readonly compiled: string;
}

export type Purpose = 'prepare' | 'build' | 'measure' | 'audit' | 'publish' | 'clean';

/** One statement. `clean` comes after a unit is published and may fail: the next run tries again. */
export interface Step {
  /** Unique in the plan. */
  readonly id: string;
  readonly purpose: Purpose;
  /** The model that the step works for; undefined for what serves a whole unit. */
  readonly model: UniqueId | undefined;
  /** The test whose number of failures it asks for. */
  readonly test: UniqueId | undefined;
  readonly sql: string;
  /** Steps of the same unit that must have succeeded before. */
  readonly after: readonly string[];
  /** On the unit's own session, where it sees the open transaction; otherwise on any connection. */
  readonly session: boolean;
  /** `begin` opens the unit's transaction, `end` commits it. */
  readonly transaction: 'begin' | 'end' | undefined;
  /** Needed only where the model's live relation is one of these. */
  readonly live: readonly LiveKind[] | undefined;
  /** Needed only where a look at the arrived rows' columns gave it a statement. */
  readonly onlyIfRewritten: boolean;
  /** What the driver reads from the result. */
  readonly reads: 'nothing' | 'row count' | 'failures' | 'columns';
  /** For `columns`: what is planned with, and what to do about a difference. */
  readonly columns: ColumnMatch | undefined;
}

/** Statements are planned with the live table's columns; other columns of the arrived rows change or stop them. */
export interface ColumnMatch {
  readonly expected: readonly PlannedColumn[];
  readonly onSchemaChange: OnSchemaChange;
  /** What to do about a difference that is refused: the end of the message. */
  readonly remedy: string;
  readonly rewrite: Rewrite | undefined;
}

/** Steps whose statements are written anew where the columns differ. */
export interface Rewrite {
  readonly merge: Merge;
  readonly addStep: string;
  readonly dropStep: string;
  readonly mergeSteps: readonly string[];
}

export interface PlannedColumn {
  readonly name: string;
  readonly type: string;
}

export interface Merge {
  readonly strategy: 'merge' | 'delete+insert' | 'append';
  readonly target: RelationName;
  readonly arrived: RelationName;
  readonly uniqueKey: readonly string[];
  readonly updateColumns: readonly string[] | undefined;
  readonly excludeColumns: readonly string[] | undefined;
}

/** What the state keeps of a model (or gate) after its last success. */
export interface NodeState {
  readonly node: UniqueId;
  readonly inputs: Inputs;
  readonly version: string;
  readonly runId: string;
  readonly publishedAt: string;
  readonly rows: number | undefined;
  readonly tests: readonly TestState[];
}

export interface TestState {
  readonly test: UniqueId;
  readonly status: 'pass' | 'warn' | 'fail' | 'error';
  readonly failures: number | undefined;
}
