import { type Callable, type TemplateObject } from '../host';
import { Float } from '../float';
import { typeFailure, undefinedFailure } from './failure';

/** Every value a template can hold. None is null, an int a number (a bigint beyond 2^53), a list an array. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Value[]
  | Tuple
  | Dict
  | PySet
  | Undefined
  | Native
  | Callable
  | TemplateObject;

export class Tuple {
  constructor(
    readonly items: readonly Value[],
    /** Names of a named tuple's items, as `groupby` gives. */
    readonly names: readonly string[] = [],
  ) {}
}

/** Jinja2's Undefined: prints nothing, is false and empty, and fails on any other use. */
export class Undefined {
  constructor(
    readonly message: string,
    /** dbt's parse phase: attributes, subscripts and calls give the value itself. */
    readonly chainable = false,
  ) {}

  fail(): never {
    undefinedFailure(this.message);
  }
}

/** Objects that Python or Jinja2 make and a template can only reach through what they declare here. */
export abstract class Native {
  abstract readonly typeName: string;
  abstract text(): string;

  /** Undefined where there is no such attribute. */
  attribute?(name: string): Value | undefined;
  attributeNames(): readonly string[] {
    return [];
  }
  iterate(): IterableIterator<Value> | undefined {
    return undefined;
  }
  /** Undefined where `len()` is a TypeError. */
  length(): number | undefined {
    return undefined;
  }
  truthy(): boolean {
    return (this.length() ?? 1) > 0;
  }
  call?(args: readonly Value[], kwargs: ReadonlyMap<string, Value>, site: InnerSite): Value;
}

/** What a call knows of its surroundings; the interpreter's own `Frame` and place stay opaque here. */
export interface InnerSite {
  readonly frame: object;
  readonly offset: number;
}

/** A key as Python hashes it: 1, 1.0 and True are one key. Throws for lists, dicts and sets. */
export function hashKey(value: Value): string | object {
  if (value === null) return 'N';
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'boolean') return value ? 'n1' : 'n0';
  if (typeof value === 'number' || typeof value === 'bigint') return `n${value}`;
  if (value instanceof Float) return `n${Number.isInteger(value.value) ? BigInt(value.value) : value.value}`;
  if (value instanceof Tuple) {
    const keys = value.items.map(hashKey);
    if (keys.every((key) => typeof key === 'string')) return `t${JSON.stringify(keys)}`;
    return value;
  }
  if (Array.isArray(value)) return typeFailure("unhashable type: 'list'");
  if (value instanceof Dict) return typeFailure("unhashable type: 'dict'");
  if (value instanceof PySet) return typeFailure("unhashable type: 'set'");
  return value;
}

export class Dict {
  private readonly entriesByKey = new Map<string | object, [Value, Value]>();

  static of(entries: Iterable<readonly [Value, Value]>): Dict {
    const dict = new Dict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.entriesByKey.size;
  }
  get(key: Value): Value | undefined {
    return this.entriesByKey.get(hashKey(key))?.[1];
  }
  has(key: Value): boolean {
    return this.entriesByKey.has(hashKey(key));
  }
  /** Keeps the first spelling of a key and its position, as Python does. */
  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    const entry = this.entriesByKey.get(hash);
    if (entry) entry[1] = value;
    else this.entriesByKey.set(hash, [key, value]);
  }
  delete(key: Value): boolean {
    return this.entriesByKey.delete(hashKey(key));
  }
  clear(): void {
    this.entriesByKey.clear();
  }
  *keys(): IterableIterator<Value> {
    for (const [key] of this.entriesByKey.values()) yield key;
  }
  *values(): IterableIterator<Value> {
    for (const [, value] of this.entriesByKey.values()) yield value;
  }
  entries(): IterableIterator<readonly [Value, Value]> {
    return this.entriesByKey.values();
  }
}

export class PySet {
  private readonly itemsByKey = new Map<string | object, Value>();

  constructor(items: Iterable<Value> = []) {
    for (const item of items) this.add(item);
  }
  get size(): number {
    return this.itemsByKey.size;
  }
  has(item: Value): boolean {
    return this.itemsByKey.has(hashKey(item));
  }
  add(item: Value): void {
    const hash = hashKey(item);
    if (!this.itemsByKey.has(hash)) this.itemsByKey.set(hash, item);
  }
  delete(item: Value): boolean {
    return this.itemsByKey.delete(hashKey(item));
  }
  clear(): void {
    this.itemsByKey.clear();
  }
  [Symbol.iterator](): IterableIterator<Value> {
    return this.itemsByKey.values();
  }
}
