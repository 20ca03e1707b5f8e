import { equal } from '../operations/compare';
import { typeFailure } from '../values/failure';
import { iterate, tryLength, orElse } from '../values/inspect';
import { Builtin } from '../values/natives';
import { Native, Tuple, Undefined, type Value } from '../values/types';

/** Jinja2's `loop`: where a `for` stands. It looks one item ahead, and counts the rest only when asked. */
export class Loop extends Native {
  readonly typeName = 'LoopContext';
  private iterator: IterableIterator<Value>;
  private index0 = -1;
  private before: Value | undefined;
  private current: Value | undefined;
  private after: Value | undefined;
  private known: number | undefined;
  private lastChanged: Value | undefined;

  constructor(
    items: Value,
    private readonly depth0: number,
    private readonly recurse: ((items: Value, depth: number) => Value) | undefined,
  ) {
    super();
    this.iterator = iterate(items);
    this.known = tryLength(items);
  }

  /** The next item; undefined at the end. */
  advance(): Value | undefined {
    const next = this.peek();
    this.after = undefined;
    if (next === undefined) return undefined;
    this.index0 += 1;
    this.before = this.current;
    this.current = next;
    return next;
  }

  private peek(): Value | undefined {
    if (this.after === undefined) {
      const { value, done } = this.iterator.next();
      this.after = done ? undefined : value;
    }
    return this.after;
  }

  override length(): number {
    if (this.known === undefined) {
      const rest = [...this.iterator];
      this.iterator = rest[Symbol.iterator]();
      this.known = rest.length + this.index0 + 1 + (this.after === undefined ? 0 : 1);
    }
    return this.known;
  }

  text(): string {
    return `<LoopContext ${this.index0 + 1}/${this.length()}>`;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index0 + 1;
      case 'index0':
        return this.index0;
      case 'revindex':
        return this.length() - this.index0;
      case 'revindex0':
        return this.length() - this.index0 - 1;
      case 'first':
        return this.index0 === 0;
      case 'last':
        return this.peek() === undefined;
      case 'length':
        return this.length();
      case 'depth':
        return this.depth0 + 1;
      case 'depth0':
        return this.depth0;
      case 'previtem':
        return orElse<Value>(this.before, () => new Undefined('there is no previous item'));
      case 'nextitem':
        return orElse<Value>(this.peek(), () => new Undefined('there is no next item'));
      case 'cycle':
        return new Builtin(name, (args) =>
          orElse(args[this.index0 % args.length], () => typeFailure('no items for cycling given')),
        );
      case 'changed':
        return new Builtin(name, (args) => this.changed(new Tuple(args)));
      default:
        return undefined;
    }
  }

  override attributeNames(): readonly string[] {
    return [
      'index',
      'index0',
      'revindex',
      'revindex0',
      'first',
      'last',
      'length',
      'depth',
      'depth0',
      'previtem',
      'nextitem',
      'cycle',
      'changed',
    ];
  }

  private changed(value: Tuple): boolean {
    if (this.lastChanged !== undefined && equal(this.lastChanged, value)) return false;
    this.lastChanged = value;
    return true;
  }

  override call(args: readonly Value[]): Value {
    if (!this.recurse)
      return typeFailure("The loop must have the 'recursive' marker to be called recursively.");
    return this.recurse(args[0] ?? null, this.depth0 + 1);
  }
}
