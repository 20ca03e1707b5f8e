import { LakehouseError, suggestion, type SourceLocation } from '../errors';
import { parseBlocks, TemplateError, type Block, type MacroLibrary } from '../jinja';
import { templateProblem } from './context/refusal';
import type { PlacedFile } from './layout';
import { builtinBlocks, libraryOf } from './library';
import type { Problems } from './problems';
import { byName, type Properties } from './properties';
import type { Macro } from './types';

export interface Macros {
  readonly library: MacroLibrary;
  readonly macros: readonly Macro[];
  /** Generic tests by name, the project's own before dbt's four. */
  readonly tests: ReadonlyMap<string, Block>;
}

const kinds = ['macro', 'test', 'data_test', 'materialization'] as const;

/** Blocks of a template file; none, and the mistake taken down, where it cannot be read. */
export function blocksOf(
  file: PlacedFile,
  wanted: Parameters<typeof parseBlocks>[2],
  problems: Problems,
): readonly Block[] {
  try {
    return parseBlocks(file.text, file.path, wanted);
  } catch (e: unknown) {
    if (!(e instanceof TemplateError)) throw e;
    problems.attempt(() => {
      throw new LakehouseError([templateProblem(e)]);
    });
    return [];
  }
}

export function readMacros(
  files: readonly PlacedFile[],
  project: string,
  properties: Properties,
  describe: (text: string | null | undefined, location: SourceLocation) => string,
  problems: Problems,
): Macros {
  const blocks = files.flatMap((file) =>
    blocksOf(file, kinds, problems).filter((b) => !refused(b, problems)),
  );
  const described = byName(properties.macros, 'macro', problems);
  const first = new Map<string, Block>();
  const macros = blocks.flatMap((block): Macro[] => {
    const name = macroName(block);
    const earlier = first.get(name);
    if (earlier) {
      problems.add(
        'LH204',
        `The macro "${name}" is there twice: also in ${earlier.file}:${earlier.line}. Rename one.`,
        locationOf(block),
      );
      return [];
    }
    first.set(name, block);
    const entry = described.get(block.name);
    return [
      {
        uniqueId: `macro.${project}.${name}`,
        name,
        path: block.file,
        location: locationOf(block),
        description: entry ? describe(entry.value.description, entry.location) : '',
        macroSql: block.text,
        kind: block.kind === 'macro' ? 'macro' : 'test',
      },
    ];
  });
  for (const [name, entry] of described) {
    if (blocks.some((block) => block.name === name)) continue;
    const near = suggestion(
      name,
      blocks.map((block) => block.name),
    );
    problems.add('LH207', `There is no macro "${name}" to describe.${near}`, entry.location);
  }
  return {
    library: libraryOf(project, macros),
    macros,
    tests: new Map(
      [...builtinBlocks(), ...first.values()].filter(isTest).map((block) => [block.name, block]),
    ),
  };
}

const isTest = (block: Block): boolean => block.kind === 'test' || block.kind === 'data_test';

/** dbt keeps a generic test as the macro `test_<name>`. */
const macroName = (block: Block): string => (isTest(block) ? `test_${block.name}` : block.name);

const locationOf = ({ file, line, column, text }: Block): SourceLocation => ({
  file,
  line,
  column,
  snippet: text.split('\n', 1)[0],
});

function refused(block: Block, problems: Problems): boolean {
  if (block.kind !== 'materialization') return false;
  problems.add(
    'LH205',
    `Materializations of one's own are not supported ("${block.name}"): use view, table, incremental or ephemeral.`,
    locationOf(block),
  );
  return true;
}
