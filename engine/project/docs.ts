import { suggestion, type SourceLocation } from '../errors';
import { callable, parseTemplate, render, type Scope } from '../jinja';
import { rendering, ScopeRefusal } from './context/refusal';
import type { PlacedFile } from './layout';
import { blocksOf } from './macros';
import type { Problems } from './problems';
import type { Project } from './types';

export type Describe = (text: string | null | undefined, location: SourceLocation) => string;

/** `{% docs name %}` blocks of the Markdown files. */
export function readDocs(files: readonly PlacedFile[], problems: Problems): Project['docs'] {
  const found = new Map<string, Project['docs'][number]>();
  for (const file of files) {
    for (const block of blocksOf(file, ['docs'], problems)) {
      const earlier = found.get(block.name);
      if (earlier) {
        const location = { file: block.file, line: block.line, column: block.column };
        problems.add(
          'LH204',
          `The docs block "${block.name}" is there twice: also in ${earlier.path}. Rename one.`,
          location,
        );
      } else found.set(block.name, { name: block.name, text: block.contents.trim(), path: file.path });
    }
  }
  return [...found.values()];
}

/** Renders descriptions: `doc('name')` inserts a docs block. */
export function describer(docs: Project['docs'], scope: Scope, problems: Problems): Describe {
  const texts = new Map(docs.map(({ name, text }) => [name, text]));
  const doc = callable('doc', (args) => {
    const name = String(args.at(-1));
    const text = texts.get(name);
    if (text !== undefined) return text;
    throw new ScopeRefusal(
      'LH208',
      `Unknown docs block "${name}".${suggestion(name, texts.keys())} Write it in a .md file: {% docs ${name} %} … {% enddocs %}.`,
    );
  });
  const names = { ...scope, doc };
  return (text, location) => {
    if (!text) return '';
    if (!text.includes('{{')) return text;
    const { line = 1, column = 1 } = location;
    return (
      problems.attempt(() =>
        rendering(undefined, undefined, () =>
          render(parseTemplate(text, location.file, { line, column }), names),
        ),
      ) ?? ''
    );
  };
}
