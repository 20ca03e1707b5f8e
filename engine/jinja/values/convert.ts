import { Float } from '../float';
import { Callable, TemplateObject } from '../host';
import { text } from './print';
import { Dict, Native, PySet, Tuple, Undefined, type Value } from './types';

/** A value of the scope, or what a function of it returned, as templates see it. Plain data is copied. */
export function fromHost(value: unknown): Value {
  switch (typeof value) {
    case 'boolean':
    case 'string':
    case 'bigint':
      return value;
    case 'number':
      return Number.isInteger(value) ? value : new Float(value);
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : objectFromHost(value);
    default:
      throw new TypeError(
        `a ${typeof value} cannot be shown to a template: wrap it in callable() or a TemplateObject`,
      );
  }
}

function objectFromHost(value: object): Value {
  if (isValue(value)) return value;
  if (Array.isArray(value)) return value.map(fromHost);
  if (value instanceof Map) return Dict.of([...value].map(([key, item]) => [fromHost(key), fromHost(item)]));
  if (value instanceof Set) return new PySet([...value].map(fromHost));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    return Dict.of(Object.entries(value).map(([key, item]) => [key, fromHost(item)]));
  }
  throw new TypeError(
    `a ${value.constructor.name} cannot be shown to a template: make it plain data or a TemplateObject`,
  );
}

/** Template values that a host only passes along keep their identity. */
const isValue = (value: object): value is Exclude<Value & object, Value[]> =>
  value instanceof Float ||
  value instanceof Tuple ||
  value instanceof Dict ||
  value instanceof PySet ||
  value instanceof Undefined ||
  value instanceof Native ||
  value instanceof Callable ||
  value instanceof TemplateObject;

/** A template's value as plain data for a function of the scope (see `Scope`). */
export function toHost(value: Value): unknown {
  if (value instanceof Undefined) return undefined;
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return value.map(toHost);
  if (value instanceof Tuple) return value.items.map(toHost);
  if (value instanceof PySet) return new Set([...value].map(toHost));
  if (value instanceof Dict) return plainObject(value);
  if (value instanceof Native) {
    const items = value.iterate();
    return items ? [...items].map(toHost) : value;
  }
  return value;
}

function plainObject(dict: Dict): { readonly [key: string]: unknown } {
  const entries: { [key: string]: unknown } = Object.create(null) as { [key: string]: unknown };
  for (const [key, item] of dict.entries()) entries[text(key)] = toHost(item);
  return entries;
}
