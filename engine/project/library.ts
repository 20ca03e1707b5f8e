import { macroLibrary, parseBlocks, type Block, type MacroLibrary } from '../jinja';
import { dbtPackage } from './context/dbt-package';
import { dbtFile } from './context/refusal';
import type { Macro } from './types';

/** Macros and generic tests as dbt's package has them, as far as this engine has it. */
export const builtinBlocks = (): readonly Block[] => parseBlocks(dbtPackage, dbtFile, ['macro', 'test']);

/** The macros that templates can call: the project's own before dbt's. */
export function libraryOf(projectName: string, macros: readonly Macro[]): MacroLibrary {
  const own = macros.map(({ name, kind, macroSql, location }) => ({
    kind,
    name: kind === 'test' ? name.replace(/^test_/, '') : name,
    text: macroSql,
    file: location.file,
    line: location.line ?? 1,
    column: location.column ?? 1,
  }));
  return macroLibrary([
    { name: projectName, macros: own },
    { name: 'dbt', macros: builtinBlocks().filter(isMacroText) },
  ]);
}

type MacroBlock = Block & { readonly kind: 'macro' | 'test' };
const isMacroText = (block: Block): block is MacroBlock => block.kind === 'macro' || block.kind === 'test';
