import type { Block } from './blocks';
import type { LibraryMacro, MacroIndex } from './run/library-macros';
import { parseDefinition } from './syntax/parser';
import { Source } from './syntax/source';

/** A macro as text: a block of `parseBlocks`, or the same read from a manifest. Snapshots and docs are passed over. */
export type MacroText = Pick<Block, 'kind' | 'name' | 'text' | 'file' | 'line' | 'column'>;

export interface MacroPackage {
  readonly name: string;
  readonly macros: readonly MacroText[];
}

/** A project's macros, ready to be bound to renderings. Build it once. */
export class MacroLibrary {
  /** @internal */
  readonly index: MacroIndex;

  constructor(packages: readonly MacroPackage[]) {
    const byPackage = new Map(
      packages.map(({ name, macros }) => [
        name,
        new Map(macros.filter(isMacro).map((macro) => toEntry(name, macro))),
      ]),
    );
    const byName = new Map<string, LibraryMacro>();
    for (const macros of byPackage.values()) {
      for (const [name, macro] of macros) if (!byName.has(name)) byName.set(name, macro);
    }
    this.index = { byName, byPackage };
  }

  has(name: string, packageName?: string): boolean {
    const { byName, byPackage } = this.index;
    return packageName === undefined ? byName.has(name) : (byPackage.get(packageName)?.has(name) ?? false);
  }
}

/**
 * Macros by package. An unqualified name means the first package that has it; `package.name` is always possible.
 * Tests are there as `test_<name>`, as in dbt. Macros go before the scope's names, as in dbt. A macro's body is
 * parsed when it is first called.
 */
export const macroLibrary = (packages: readonly MacroPackage[]): MacroLibrary => new MacroLibrary(packages);

const isMacro = ({ kind }: MacroText): boolean => kind !== 'snapshot' && kind !== 'docs';

function toEntry(packageName: string, macro: MacroText): readonly [string, LibraryMacro] {
  const source = new Source(macro.text, macro.file, macro.line, macro.column);
  const name = macro.kind === 'test' || macro.kind === 'data_test' ? `test_${macro.name}` : macro.name;
  let definition: LibraryMacro['definition'] | undefined;
  return [
    name,
    {
      packageName,
      name,
      source,
      get definition() {
        definition ??= parseDefinition(source).macro;
        return definition;
      },
    },
  ];
}
