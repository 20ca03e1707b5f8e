import type { Json } from '../engine/project/types';

/** Where a command writes, and what else of the process it may see. */
export interface Io {
  /** Results: a table or JSON. */
  readonly out: Output;
  /** Notes and progress. */
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /**
   * From now on a first Ctrl-C aborts the signal, so that the command can end in good order; a second one kills.
   * Without this call Ctrl-C kills at once. `note` says what the first one does, where it is not to stop a run.
   */
  readonly interruption: (note?: string) => AbortSignal;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters a line holds. */
  readonly width: number;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly home: string;
  /** `s3://bucket[/folder]`; the home's own directory without it. */
  readonly lake?: string;
  readonly endpoint?: string;
  readonly project: string;
  readonly target: string;
  readonly threads: number;
  readonly vars: { readonly [name: string]: Json };
  readonly json: boolean;
}

/** Options of commands that work on a part of the project. */
export interface SelectionOptions {
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}
