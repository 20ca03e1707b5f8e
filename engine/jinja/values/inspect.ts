import { Float } from '../float';
import { Callable, TemplateObject } from '../host';
import { typeFailure } from './failure';
import { Dict, Native, PySet, Tuple, Undefined, type Value } from './types';

/** Python's name of a value's type, as its messages print it. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (typeof value === 'string') return 'str';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Float) return 'float';
  if (value instanceof Tuple) return 'tuple';
  if (value instanceof Dict) return 'dict';
  if (value instanceof PySet) return 'set';
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Callable) return 'function';
  if (value instanceof TemplateObject || value instanceof Native) return value.typeName;
  return unreachable(value);
}

/** The value, or another where there is none. `??` would take None (null) for nothing. */
export const orElse = <T>(value: T | undefined, otherwise: () => T): T =>
  value === undefined ? otherwise() : value;

/** A value of a kind the type system rules out: a defect of ours. */
export function unreachable(value: never): never {
  throw new TypeError(`not a template value: ${String(value)}`);
}

export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Dict || value instanceof PySet) return value.size > 0;
  if (value instanceof Undefined) return false;
  if (value instanceof Native) return value.truthy();
  return true;
}

/** What `for` walks. Arrays are walked live, as Python walks lists. */
export function iterate(value: Value): IterableIterator<Value> {
  const items = tryIterate(value);
  return items ?? typeFailure(`'${typeName(value)}' object is not iterable`);
}

export function tryIterate(value: Value): IterableIterator<Value> | undefined {
  if (typeof value === 'string') return value[Symbol.iterator]();
  if (Array.isArray(value)) return value[Symbol.iterator]();
  if (value instanceof Tuple) return value.items[Symbol.iterator]();
  if (value instanceof Dict) return value.keys();
  if (value instanceof PySet) return value[Symbol.iterator]();
  if (value instanceof Undefined) return [][Symbol.iterator]();
  if (value instanceof Native) return value.iterate();
  return undefined;
}

/** Python's `len()`. */
export function lengthOf(value: Value): number {
  const length = tryLength(value);
  return length ?? typeFailure(`object of type '${typeName(value)}' has no len()`);
}

export function tryLength(value: Value): number | undefined {
  if (typeof value === 'string') return codePoints(value).length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Dict || value instanceof PySet) return value.size;
  if (value instanceof Undefined) return 0;
  if (value instanceof Native) return value.length();
  return undefined;
}

/** Python indexes strings by code point; JavaScript by UTF-16 unit. */
export function codePoints(
  text: string,
): ArrayLike<string> & { slice(from: number, to?: number): string | string[] } {
  return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}

export const isInt = (value: Value): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** An int, with True and False counting as 1 and 0, as they do in Python. */
export function asInt(value: Value): number | bigint | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isInt(value) ? value : undefined;
}

/** An int small enough to count with. Fails as Python does where one is needed. */
export function index(value: Value): number {
  const int = asInt(value);
  if (int === undefined)
    return typeFailure(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return Number(int);
}
