import { orElse } from '../values/inspect';
import { Refusal, type TemplatePosition } from '../error';
import type { BoundMacro, CallSite, Scope } from '../host';
import type { Source } from '../syntax/source';
import { fromHost } from '../values/convert';
import { Failure } from '../values/failure';
import { Undefined, type Value } from '../values/types';
import { nearest } from '../values/near-name';
import { GLOBALS } from './globals';
import { MacroReturn } from './macro-return';

/** A macro being executed, for messages and for the limit of recursion. */
export interface MacroCall {
  readonly name: string;
  readonly caller: Frame;
  readonly offset: number;
}

/** The macros of a project, bound to one rendering. */
export interface Macros {
  resolve(name: string): Value | undefined;
  names(): Iterable<string>;
  macro(name: string, packageName?: string): BoundMacro | undefined;
}

/** What one rendering shares between its templates and macros. */
export class Rendering {
  readonly calls: MacroCall[] = [];
  private readonly seen = new Map<string, Value>();
  macros: Macros | undefined;

  constructor(
    private readonly scope: Scope,
    readonly native: boolean,
  ) {}

  /** A name outside of all frames: a macro, a value of the scope, a global. */
  resolve(name: string): Value | undefined {
    const seen = this.seen.get(name);
    const known = seen === undefined ? this.macros?.resolve(name) : seen;
    if (known !== undefined) return known;
    const given = Object.hasOwn(this.scope, name) ? this.scope[name] : undefined;
    if (given === undefined) return GLOBALS.get(name);
    // Kept: a list that a template changes stays changed for the rest of the rendering.
    const value = fromHost(given);
    this.seen.set(name, value);
    return value;
  }

  names(): Iterable<string> {
    return [...(this.macros?.names() ?? []), ...Object.keys(this.scope), ...GLOBALS.keys()];
  }
}

/** Names set by a template, a loop, a macro's parameters. Inner frames see outer ones; `set` writes to its own. */
export class Frame {
  private readonly names = new Map<string, Value>();

  constructor(
    readonly rendering: Rendering,
    readonly source: Source,
    private readonly parent?: Frame,
    /** dbt's parse phase: what is undefined swallows every use. */
    readonly chainable: boolean = parent?.chainable ?? false,
  ) {}

  inner(): Frame {
    return new Frame(this.rendering, this.source, this);
  }

  set(name: string, value: Value): void {
    this.names.set(name, value);
  }

  find(name: string): Value | undefined {
    const own = this.names.get(name);
    if (own !== undefined) return own;
    return this.parent ? this.parent.find(name) : this.rendering.resolve(name);
  }

  lookup(name: string): Value {
    return orElse<Value>(this.find(name), () => this.undefined(`'${name}' is undefined`, name));
  }

  undefined(message: string, name?: string): Undefined {
    const near = name === undefined || this.chainable ? '' : nearest(name, this.allNames());
    return new Undefined(message + near, this.chainable);
  }

  private *allNames(): Iterable<string> {
    yield* this.names.keys();
    yield* this.parent ? this.parent.allNames() : this.rendering.names();
  }

  /** An error with the place of `offset`, where it has none yet. */
  locate(error: unknown, offset: number): unknown {
    const macros = (): readonly string[] =>
      this.rendering.calls.map(({ name, caller, offset: at }) => {
        const { file, line } = caller.source.position(at);
        return `${name} (${file}:${line})`;
      });
    // A `return` on its way to its macro.
    if (error instanceof MacroReturn && this.rendering.calls.length > 0) return error;
    if (error instanceof Failure)
      return this.source.error(error.kind, error.message, offset, { macros: macros() });
    if (error instanceof Refusal) {
      return this.source.error('refused', error.message, offset, { macros: macros(), cause: error });
    }
    return error;
  }
}

/** The place of a call, worked out only if the function asks. */
export class Site implements CallSite {
  private known: TemplatePosition | undefined;

  constructor(
    private readonly frame: Frame,
    private readonly offset: number,
  ) {}

  private get position(): TemplatePosition {
    this.known ??= this.frame.source.position(this.offset);
    return this.known;
  }
  get file(): string {
    return this.position.file;
  }
  get line(): number {
    return this.position.line;
  }
  get column(): number {
    return this.position.column;
  }
  macro(name: string, packageName?: string): BoundMacro | undefined {
    return this.frame.rendering.macros?.macro(name, packageName);
  }
}
