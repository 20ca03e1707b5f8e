import { type InnerSite, Native, type Value, type Dict, Tuple } from './types';

/** A function of the engine itself: a global, a bound method. */
export class Builtin extends Native {
  readonly typeName = 'builtin_function_or_method';
  constructor(
    readonly name: string,
    private readonly body: (
      args: readonly Value[],
      kwargs: ReadonlyMap<string, Value>,
      site: InnerSite,
    ) => Value,
  ) {
    super();
  }
  text(): string {
    return `<built-in function ${this.name}>`;
  }
  override call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>, site: InnerSite): Value {
    return this.body(args, kwargs, site);
  }
}

/** What can be walked once and has no length: generators, `zip`, `reversed`. */
export class Lazy extends Native {
  constructor(
    private readonly items: IterableIterator<Value>,
    readonly typeName = 'generator',
  ) {
    super();
  }
  text(): string {
    return `<${this.typeName} object>`;
  }
  override iterate(): IterableIterator<Value> {
    return this.items;
  }
}

export class Range extends Native {
  readonly typeName = 'range';
  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
  }
  text(): string {
    return this.step === 1
      ? `range(${this.start}, ${this.stop})`
      : `range(${this.start}, ${this.stop}, ${this.step})`;
  }
  override length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
  override *iterate(): IterableIterator<Value> {
    for (let index = 0; index < this.length(); index++) yield this.start + index * this.step;
  }
}

/** `dict.keys()` and its siblings: a live view that can be walked again and again, but not subscripted. */
export class DictView extends Native {
  constructor(
    readonly dict: Dict,
    readonly typeName: 'dict_keys' | 'dict_values' | 'dict_items',
    private readonly print: (items: Value[]) => string,
  ) {
    super();
  }
  text(): string {
    return `${this.typeName}(${this.print([...this.iterate()])})`;
  }
  override length(): number {
    return this.dict.size;
  }
  override *iterate(): IterableIterator<Value> {
    if (this.typeName === 'dict_keys') yield* this.dict.keys();
    else if (this.typeName === 'dict_values') yield* this.dict.values();
    else for (const [key, value] of this.dict.entries()) yield new Tuple([key, value]);
  }
}

/** `namespace()`: the one object whose attributes `set` can change. */
export class Namespace extends Native {
  readonly typeName = 'Namespace';
  constructor(
    readonly attributes: Dict,
    private readonly print: (value: Dict) => string,
  ) {
    super();
  }
  text(): string {
    return `<Namespace ${this.print(this.attributes)}>`;
  }
  override attribute(name: string): Value | undefined {
    return this.attributes.get(name);
  }
  override attributeNames(): readonly string[] {
    return [...this.attributes.keys()].filter((key) => typeof key === 'string');
  }
}
