import { Float } from '../float';
import { bindArguments } from '../values/arguments';
import { asInt } from '../values/inspect';
import { Builtin } from '../values/natives';
import { Dict, PySet, Tuple, type Value } from '../values/types';
import { dictMethods, fillDict } from './dict';
import { listMethods, tupleMethods } from './list';
import type { MethodTable } from './method';
import { PYTHON_METHODS } from './python-methods';
import { setMethods } from './set';
import { stringMethods } from './string';
import { formatMethods } from './string-format';

/** A method of a Python value, bound to it. Undefined where this engine has none of that name. */
export function method(object: Value, name: string): Builtin | undefined {
  if (typeof object === 'string') return bind(stringMethods, object, name) ?? formatMethods(object, name);
  if (Array.isArray(object)) return bind(listMethods, object, name);
  if (object instanceof Tuple) return bind(tupleMethods, object, name);
  if (object instanceof Dict && name === 'update') {
    return new Builtin(name, (args, kwargs) => (fillDict(object, name, args, kwargs), null));
  }
  if (object instanceof Dict) return bind(dictMethods, object, name);
  if (object instanceof PySet) return bind(setMethods, object, name);
  return undefined;
}

function bind<Self extends Value>(table: MethodTable<Self>, object: Self, name: string): Builtin | undefined {
  const entry = table.get(name);
  if (!entry) return undefined;
  const [parameters, required, body] = entry;
  return new Builtin(name, (args, kwargs) =>
    body(object, ...bindArguments(name, parameters, required, args, kwargs)),
  );
}

/** Whether Python has a method of that name on such a value, so that its absence here is ours to say. */
export function isPythonMethod(object: Value, name: string): boolean {
  return PYTHON_METHODS[kind(object)]?.has(name) ?? false;
}

function kind(object: Value): string {
  if (typeof object === 'string') return 'str';
  if (Array.isArray(object)) return 'list';
  if (object instanceof Tuple) return 'tuple';
  if (object instanceof Dict) return 'dict';
  if (object instanceof PySet) return 'set';
  if (object instanceof Float) return 'float';
  return asInt(object) === undefined ? '' : 'int';
}
