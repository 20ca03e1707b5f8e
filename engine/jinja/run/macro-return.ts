import { Failure } from '../values/failure';
import type { Value } from '../values/types';

/** dbt's `return(value)`: ends the macro that it is called in, which then has this value instead of its text. */
export class MacroReturn extends Failure {
  private constructor(readonly value: Value) {
    super('type', "'return' was called outside of a macro.");
  }

  /** Without a stack: macros return in their thousands, nobody reads it, and to take it down takes longest of all. */
  static of(value: Value): MacroReturn {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return new MacroReturn(value);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}
