import type { BoundMacro as PublicMacro } from '../host';
import type { MacroDefinition } from '../syntax/ast';
import type { Source } from '../syntax/source';
import type { Kwargs } from '../values/arguments';
import { fromHost } from '../values/convert';
import { typeFailure } from '../values/failure';
import { type InnerSite, Native, type Value } from '../values/types';
import { bindParameters } from './bind-parameters';
import { executeToText } from './execute';
import { MacroReturn } from './macro-return';
import { Frame, type Macros, type Rendering } from './rendering';

/** A macro with the text it comes from. */
export interface LibraryMacro {
  readonly packageName: string;
  readonly name: string;
  readonly source: Source;
  readonly definition: MacroDefinition;
}

export interface MacroIndex {
  /** By name: the first package's. */
  readonly byName: ReadonlyMap<string, LibraryMacro>;
  readonly byPackage: ReadonlyMap<string, ReadonlyMap<string, LibraryMacro>>;
}

export interface MacroCallOptions {
  readonly results: { readonly [name: string]: unknown };
  readonly onCall:
    ((call: { readonly package: string; readonly name: string; readonly depth: number }) => void) | undefined;
}

// Python's own limit stops dbt at about this depth; far below what the stack here can hold.
const MAX_DEPTH = 200;

class BoundMacro extends Native implements PublicMacro {
  readonly typeName = 'MacroGenerator';
  constructor(
    private readonly macro: LibraryMacro,
    private readonly rendering: Rendering,
    private readonly options: MacroCallOptions,
  ) {
    super();
  }
  get name(): string {
    return this.macro.name;
  }
  get packageName(): string {
    return this.macro.packageName;
  }
  text(): string {
    return `<macro ${this.packageName}.${this.name}>`;
  }
  override call(args: readonly Value[], kwargs: Kwargs, { frame: caller, offset }: InnerSite): Value {
    const { calls } = this.rendering;
    this.options.onCall?.({ package: this.packageName, name: this.name, depth: calls.length });
    const { results } = this.options;
    const key = [`${this.packageName}.${this.name}`, this.name].find((name) => Object.hasOwn(results, name));
    if (key !== undefined) return fromHost(results[key]);
    if (calls.length >= MAX_DEPTH)
      return typeFailure(`maximum recursion depth exceeded: '${this.name}' calls itself`);
    if (!(caller instanceof Frame)) throw new Error('a macro is called from a frame');
    calls.push({ name: this.name, caller, offset });
    try {
      const frame = new Frame(this.rendering, this.macro.source);
      bindParameters(this.macro.definition, args, kwargs, frame);
      return executeToText(this.macro.definition.body, frame);
    } catch (error: unknown) {
      if (error instanceof MacroReturn) return error.value;
      throw error;
    } finally {
      calls.pop();
    }
  }
}

/** `package.macro`. */
class Package extends Native {
  readonly typeName = 'package';
  constructor(
    private readonly name: string,
    private readonly macros: ReadonlyMap<string, LibraryMacro>,
    private readonly bind: (macro: LibraryMacro) => Value,
  ) {
    super();
  }
  text(): string {
    return `<package ${this.name}>`;
  }
  override attribute(name: string): Value | undefined {
    const macro = this.macros.get(name);
    return macro && this.bind(macro);
  }
  override attributeNames(): readonly string[] {
    return [...this.macros.keys()];
  }
}

/** A library's macros as names of one rendering. */
export function bindMacros(index: MacroIndex, rendering: Rendering, options: MacroCallOptions): Macros {
  const bind = (macro: LibraryMacro): BoundMacro => new BoundMacro(macro, rendering, options);
  return {
    resolve(name) {
      const macro = index.byName.get(name);
      if (macro) return bind(macro);
      const members = index.byPackage.get(name);
      return members && new Package(name, members, bind);
    },
    names: () => [...index.byName.keys(), ...index.byPackage.keys()],
    macro(name, packageName) {
      const macro =
        packageName === undefined ? index.byName.get(name) : index.byPackage.get(packageName)?.get(name);
      return macro && bind(macro);
    },
  };
}
