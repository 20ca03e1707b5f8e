import type { MacroDefinition } from '../syntax/ast';
import type { Kwargs } from '../values/arguments';
import { Native, type Value } from '../values/types';
import { bindParameters } from './bind-parameters';
import { executeToText } from './execute';
import type { Frame } from './rendering';

/** The body of a `call` block, which the called macro prints by `caller(…)`. It sees the names around the block. */
export class Caller extends Native {
  readonly typeName = 'Macro';

  constructor(
    private readonly definition: MacroDefinition,
    private readonly around: Frame,
  ) {
    super();
  }
  text(): string {
    return "<Macro 'caller'>";
  }
  override call(args: readonly Value[], kwargs: Kwargs): Value {
    const frame = this.around.inner();
    bindParameters(this.definition, args, kwargs, frame);
    return executeToText(this.definition.body, frame);
  }
}
