import type { Compiler } from '../../compile/types';
import type { UniqueId } from '../../project/types';
import type { RelationName, WarehouseTraits } from '../../warehouse/port';
import type { Decision } from '../decide';
import type { PlannedColumn, Step } from '../types';

/** What a materialization needs to know to write a model's statements. */
export interface Materializing {
  readonly decision: Decision;
  readonly compiler: Compiler;
  readonly traits: WarehouseTraits;
  readonly runId: string;
  readonly now: Date;
  /** Relations to read in place of live ones: the unit's candidates. */
  readonly relationOf: (id: UniqueId) => RelationName | undefined;
  /** Steps that must be done before the model's rows can be made. */
  readonly after: readonly string[];
  /** Something it reads is changed inside the unit's transaction, so it is made there too. */
  readonly session: boolean;
  /** The step that opens the unit's transaction, where rows are merged in one. */
  readonly begin: string | undefined;
  /** Columns of the live table of an incremental model. */
  readonly columns: readonly PlannedColumn[] | undefined;
}

/** A step whose place the unit decides. */
export type Loose = Pick<Step, 'id' | 'sql'> & Partial<Step>;

/** A model's statements by the part of the unit in which they run. */
export interface Materialized {
  /** After the last of these the new rows can be read. */
  readonly build: readonly Step[];
  readonly publish: readonly Loose[];
  /** Sent once everything is published. */
  readonly clean: readonly Loose[];
}
