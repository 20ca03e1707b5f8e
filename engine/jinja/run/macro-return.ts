import { Failure } from '../values/failure';
import type { Value } from '../values/types';

/** dbt's `return(value)`: ends the macro that it is called in, which then has this value instead of its text. */
export class MacroReturn extends Failure {
  constructor(readonly value: Value) {
    super('type', "'return' was called outside of a macro.");
  }
}
