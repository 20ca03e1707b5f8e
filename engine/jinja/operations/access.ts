import { Float } from '../float';
import { Callable, TemplateObject } from '../host';
import { method, isPythonMethod } from '../methods';
import { fromHost } from '../values/convert';
import { nearest } from '../values/near-name';
import { typeFailure, unsupported } from '../values/failure';
import { asInt, codePoints, index, typeName, orElse } from '../values/inspect';
import { Range } from '../values/natives';
import { repr } from '../values/print';
import { Dict, Native, Tuple, Undefined, type Value } from '../values/types';

/** `a.b`: the attribute, else the item, else undefined. */
export function getAttribute(object: Value, name: string): Value {
  if (object instanceof Undefined) return object.chainable ? object : object.fail();
  return orElse(attribute(object, name), () => orElse(item(object, name), () => missing(object, name)));
}

/** `a[b]`: the item, else (for a string) the attribute, else undefined. */
export function getItem(object: Value, key: Value): Value {
  if (object instanceof Undefined) return object.chainable ? object : object.fail();
  const found = item(object, key);
  if (found !== undefined) return found;
  const named = typeof key === 'string' ? attribute(object, key) : undefined;
  return orElse(named, () => missing(object, key));
}

/** The attribute alone, without falling back to items (the `attr` filter). */
export function attribute(object: Value, name: string): Value | undefined {
  if (name.startsWith('__')) return refuseInternal(object, name);
  if (object instanceof TemplateObject) {
    const value = object.attribute(name);
    return value === undefined ? undefined : fromHost(value);
  }
  if (object instanceof Callable) return undefined;
  if (object instanceof Native) return object.attribute?.(name);
  if (object instanceof Tuple && object.names.includes(name)) return object.items[object.names.indexOf(name)];
  const bound = method(object, name);
  if (bound) return bound;
  if (!isPythonMethod(object, name)) return undefined;
  return unsupported(`${typeName(object)}.${name} is not supported.`);
}

function refuseInternal(object: Value, name: string): Value {
  return new Undefined(`access to attribute ${repr(name)} of '${typeName(object)}' object is unsafe.`);
}

function item(object: Value, key: Value): Value | undefined {
  if (object instanceof Dict) return hashable(key) ? object.get(key) : undefined;
  if (object instanceof Range) return rangeItem(object, key);
  const at = asInt(key);
  if (at === undefined) return undefined;
  if (typeof object === 'string') return itemAt(codePoints(object), Number(at));
  if (Array.isArray(object)) return itemAt(object, Number(at));
  if (object instanceof Tuple) return itemAt(object.items, Number(at));
  return undefined;
}

const hashable = (key: Value): boolean => !Array.isArray(key) && !(key instanceof Dict);

const itemAt = (items: ArrayLike<Value>, at: number): Value | undefined =>
  items[at < 0 ? items.length + at : at];

function rangeItem(range: Range, key: Value): Value | undefined {
  const at = asInt(key);
  return at === undefined ? undefined : itemAt([...range.iterate()], Number(at));
}

function missing(object: Value, key: Value): Undefined {
  if (typeof key !== 'string') return new Undefined(`${ownerName(object)} has no element ${repr(key)}`);
  const near =
    object instanceof Dict
      ? [...object.keys()].filter((name) => typeof name === 'string')
      : attributeNames(object);
  return new Undefined(`'${ownerName(object)}' has no attribute ${repr(key)}${nearest(key, near)}`);
}

const attributeNames = (object: Value): readonly string[] =>
  object instanceof TemplateObject || object instanceof Native ? object.attributeNames() : [];

/** As Jinja2 names the owner of what is missing. */
function ownerName(object: Value): string {
  if (object === null) return 'None';
  if (object instanceof TemplateObject) return object.typeName;
  return `${typeName(object)} object`;
}

/** `a[from:to:step]` on strings, lists, tuples and ranges. */
export function slice(object: Value, from: Value, to: Value, step: Value): Value {
  if (object instanceof Undefined) return object.chainable ? object : object.fail();
  const stride = step === null ? 1 : index(step);
  if (stride === 0) return typeFailure('slice step cannot be zero');
  const cut = <Item>(items: ArrayLike<Item>): Item[] => sliceItems(items, bound(from), bound(to), stride);
  if (typeof object === 'string') return cut(codePoints(object)).join('');
  if (Array.isArray(object)) return cut(object);
  if (object instanceof Tuple) return new Tuple(cut(object.items));
  if (object instanceof Range) {
    const [start, stop] = sliceBounds(object.length(), bound(from), bound(to), stride);
    return new Range(
      object.start + start * object.step,
      object.start + stop * object.step,
      object.step * stride,
    );
  }
  if (object instanceof Dict) return typeFailure("unhashable type: 'slice'");
  return typeFailure(`'${typeName(object)}' object is not subscriptable`);
}

const bound = (value: Value): number | undefined => {
  if (value === null) return undefined;
  if (value instanceof Float || asInt(value) === undefined) {
    return typeFailure('slice indices must be integers or None or have an __index__ method');
  }
  return index(value);
};

function sliceItems<Item>(
  items: ArrayLike<Item>,
  from: number | undefined,
  to: number | undefined,
  step: number,
): Item[] {
  const [start, stop] = sliceBounds(items.length, from, to, step);
  const result: Item[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    const item = items[at];
    if (item !== undefined) result.push(item);
  }
  return result;
}

/** Where a slice starts and stops in a sequence of that length, as Python's `slice.indices` has it. */
function sliceBounds(
  length: number,
  from: number | undefined,
  to: number | undefined,
  step: number,
): readonly [number, number] {
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (at: number | undefined, fallback: number): number =>
    at === undefined ? fallback : Math.min(high, Math.max(low, at < 0 ? at + length : at));
  return [clamp(from, step > 0 ? low : high), clamp(to, step > 0 ? high : low)];
}
