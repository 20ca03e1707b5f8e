import { fillDict } from '../methods/dict';
import { bindArguments } from '../values/arguments';
import { Failure, typeFailure, unsupported } from '../values/failure';
import { index, isTrue, iterate, lengthOf, tryIterate, typeName, orElse } from '../values/inspect';
import { fromJson, toJson } from '../values/json';
import { Builtin, Lazy, Namespace, Range } from '../values/natives';
import { repr, text } from '../values/print';
import { Dict, PySet, Tuple, type Value } from '../values/types';
import { Cycler, Joiner } from './cycler';
import { MacroReturn } from './macro-return';

type Body = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Value;

const MAX_RANGE = 100_000;

const range: Body = (args) => {
  const [first = 0, second, step = 1] = args;
  if (args.length === 0 || args.length > 3)
    return typeFailure(`range expected 1 to 3 arguments, got ${args.length}`);
  const values =
    second === undefined
      ? new Range(0, index(first), 1)
      : new Range(index(first), index(second), index(step));
  if (values.step === 0) return typeFailure('range() arg 3 must not be zero');
  if (lengthOf(values) <= MAX_RANGE) return values;
  return typeFailure(`Range too big. The sandbox blocks ranges larger than MAX_RANGE (${MAX_RANGE}).`);
};

/** `set(x)` gives None (or the default) for what cannot be one; `set_strict(x)` fails. */
const lenient =
  (name: string, body: (value: Value) => Value): Body =>
  (args, kwargs) => {
    const [value = null, fallback = null] = bindArguments(name, ['value', 'default'], 1, args, kwargs);
    try {
      return body(value);
    } catch (error: unknown) {
      if (error instanceof Failure && error.kind === 'type') return fallback;
      throw error;
    }
  };

const strict =
  (name: string, body: (value: Value) => Value): Body =>
  (args, kwargs) =>
    body(bindArguments(name, ['value'], 1, args, kwargs)[0] ?? null);

const toSet = (value: Value): Value => new PySet(iterate(value));

function zipAll(args: readonly Value[]): Value {
  const iterators = args.map((arg) => iterate(arg));
  return new Lazy(zipItems(iterators), 'zip');
}

function* zipItems(iterators: readonly IterableIterator<Value>[]): IterableIterator<Value> {
  for (;;) {
    const items: Value[] = [];
    for (const iterator of iterators) {
      const { value, done } = iterator.next();
      if (done || value === undefined) return;
      items.push(value);
    }
    if (items.length === 0) return;
    yield new Tuple(items);
  }
}

const zip: Body = (args, kwargs) =>
  args.some((arg) => tryIterate(arg) === undefined) ? (kwargs.get('default') ?? null) : zipAll(args);

const dumpJson: Body = (args, kwargs) => {
  const [value = null, , sortKeys = false] = bindArguments(
    'tojson',
    ['value', 'default', 'sort_keys'],
    1,
    args,
    kwargs,
  );
  return toJson(value, { sortKeys: isTrue(sortKeys) });
};

const loadJson: Body = (args, kwargs) => {
  const [json = null, fallback = null] = bindArguments('fromjson', ['string', 'default'], 1, args, kwargs);
  if (typeof json !== 'string') {
    return typeFailure(`the JSON object must be str, bytes or bytearray, not ${typeName(json)}`);
  }
  return orElse(fromJson(json), () => fallback);
};

const returned: Body = (args, kwargs) => {
  const [value = null] = bindArguments('return', ['data'], 1, args, kwargs);
  throw MacroReturn.of(value);
};

const bodies: readonly (readonly [string, Body])[] = [
  ['range', range],
  ['dict', (args, kwargs) => fillDict(new Dict(), 'dict', args, kwargs)],
  ['namespace', (args, kwargs) => new Namespace(fillDict(new Dict(), 'dict', args, kwargs), repr)],
  ['cycler', (args) => new Cycler(args)],
  [
    'joiner',
    (args, kwargs) => new Joiner(text(bindArguments('joiner', ['sep'], 0, args, kwargs)[0] ?? ', ')),
  ],
  [
    'lipsum',
    () => unsupported("'lipsum' is not supported: the same template must always print the same text."),
  ],
  ['return', returned],
  ['set', lenient('set', toSet)],
  ['set_strict', strict('set_strict', toSet)],
  ['zip', zip],
  ['zip_strict', zipAll],
  ['tojson', dumpJson],
  ['fromjson', loadJson],
];

/** What templates can call without a scope: Jinja2's globals and those of dbt's that need nothing from outside. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map(
  bodies.map(([name, body]) => [name, new Builtin(name, body)]),
);
