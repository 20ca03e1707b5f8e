import { orElse } from '../values/inspect';
import type { MacroDefinition } from '../syntax/ast';
import type { Kwargs } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { Dict, Tuple, Undefined, type Value } from '../values/types';
import { evaluate } from './evaluate';
import type { Frame } from './rendering';

/** Puts a call's arguments into the macro's frame, as Jinja2 does: defaults see the parameters before them. */
export function bindParameters(
  macro: MacroDefinition,
  args: readonly Value[],
  kwargs: Kwargs,
  frame: Frame,
): void {
  const { parameters, uses, name } = macro;
  const rest = new Map(kwargs);
  for (const [at, parameter] of parameters.entries()) {
    let value = args[at];
    if (value === undefined) {
      value = rest.get(parameter.name);
      rest.delete(parameter.name);
    }
    if (value === undefined)
      value = parameter.fallback
        ? evaluate(parameter.fallback, frame)
        : new Undefined(`parameter '${parameter.name}' was not provided`);
    frame.set(parameter.name, value);
  }
  if (uses.caller && !parameters.some((parameter) => parameter.name === 'caller')) {
    frame.set(
      'caller',
      orElse<Value>(rest.get('caller'), () => new Undefined('No caller defined')),
    );
    rest.delete('caller');
  }
  if (uses.kwargs) frame.set('kwargs', Dict.of(rest));
  else if (rest.has('caller')) {
    typeFailure(
      `macro '${name}' was invoked with two values for the special caller argument. This is most likely a bug.`,
    );
  } else if (rest.size > 0)
    typeFailure(`macro '${name}' takes no keyword argument '${String([...rest.keys()][0])}'`);
  if (uses.varargs) frame.set('varargs', new Tuple(args.slice(parameters.length)));
  else if (args.length > parameters.length) {
    typeFailure(`macro '${name}' takes not more than ${parameters.length} argument(s)`);
  }
}
