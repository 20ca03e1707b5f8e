import { typeFailure } from '../values/failure';
import { Builtin } from '../values/natives';
import { Native, type Value } from '../values/types';

/** `cycler('odd', 'even')`. */
export class Cycler extends Native {
  readonly typeName = 'Cycler';
  private position = 0;

  constructor(private readonly items: readonly Value[]) {
    super();
    if (items.length === 0) typeFailure('at least one item has to be provided');
  }
  text(): string {
    return '<Cycler>';
  }
  private get current(): Value {
    return this.items[this.position] ?? null;
  }
  override attribute(name: string): Value | undefined {
    if (name === 'current') return this.current;
    if (name === 'reset') return new Builtin('reset', () => ((this.position = 0), null));
    if (name !== 'next') return undefined;
    return new Builtin('next', () => {
      const item = this.current;
      this.position = (this.position + 1) % this.items.length;
      return item;
    });
  }
}

/** `joiner(', ')`: nothing at its first call, the separator ever after. */
export class Joiner extends Native {
  readonly typeName = 'Joiner';
  private used = false;

  constructor(private readonly separator: string) {
    super();
  }
  text(): string {
    return '<Joiner>';
  }
  override call(): Value {
    if (this.used) return this.separator;
    this.used = true;
    return '';
  }
}
