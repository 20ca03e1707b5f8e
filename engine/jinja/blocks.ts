import { parseDefinition } from './syntax/parser';
import { Source } from './syntax/source';
import { scanTags, type Tag } from './syntax/scan-tags';

/** dbt's block tags. `docs` bodies are plain text; the others' are Jinja. */
export type BlockKind = 'macro' | 'test' | 'data_test' | 'materialization' | 'snapshot' | 'docs';

export interface Block {
  readonly kind: BlockKind;
  readonly name: string;
  /** `{% macro x(a, b=1) %}`: a, b. Empty for snapshots and docs. */
  readonly parameters: readonly { readonly name: string; readonly hasDefault: boolean }[];
  /** The whole block, tags included: dbt's `macro_sql`. */
  readonly text: string;
  /** What is between the tags. */
  readonly contents: string;
  readonly file: string;
  /** Of the opening tag, from 1. */
  readonly line: number;
  readonly column: number;
  /** Of `contents`, for `parseTemplate(block.contents, file, …)` (snapshots are rendered so). */
  readonly contentsLine: number;
  readonly contentsColumn: number;
}

/**
 * The top-level blocks of a file of macros, generic tests, snapshots or docs, in order, as dbt extracts them;
 * what is between them is dropped. Bodies of macros and tests are parsed too, so their mistakes throw here.
 */
export function parseBlocks(text: string, file: string, kinds: readonly BlockKind[]): readonly Block[] {
  const source = new Source(text, file);
  const blocks: Block[] = [];
  const control: Tag[] = [];
  let open: (Tag & { readonly kind: BlockKind }) | undefined;
  for (const tag of scanTags(source)) {
    if (tag.name === 'if' || tag.name === 'for') control.push(tag);
    if (tag.name === 'endif' || tag.name === 'endfor') closeControl(source, control, tag);
    const kind = kinds.find((candidate) => candidate === tag.name);
    if (kind) {
      const outer = control.at(-1) ?? open;
      if (outer) {
        throw source.error(
          'syntax',
          `A '${tag.name}' block must stand at the top of a file, not inside '${outer.name}'.`,
          tag.start,
        );
      }
      open = { ...tag, kind };
    } else if (open && tag.name === `end${open.name}`) {
      blocks.push(blockOf(source, open, tag));
      open = undefined;
    }
  }
  if (open)
    throw source.error(
      'syntax',
      `The block '${open.name}' is never closed: 'end${open.name}' is missing.`,
      open.start,
    );
  return blocks;
}

function closeControl(source: Source, control: Tag[], tag: Tag): void {
  const opened = control.pop();
  if (opened && tag.name === `end${opened.name}`) return;
  const message = opened ? `'${tag.name}' does not close '${opened.name}'.` : `'${tag.name}' closes nothing.`;
  throw source.error('syntax', message, tag.start);
}

function blockOf(source: Source, open: Tag & { readonly kind: BlockKind }, close: Tag): Block {
  const name = open.argument;
  if (name === undefined) throw source.error('syntax', `The block '${open.name}' has no name.`, open.start);
  const begin = source.position(open.start);
  const contents = source.position(open.end);
  const text = source.text.slice(open.start, close.end);
  return {
    kind: open.kind,
    name,
    parameters: parametersOf(open.kind, text, begin),
    text,
    contents: source.text.slice(open.end, close.start),
    ...begin,
    contentsLine: contents.line,
    contentsColumn: contents.column,
  };
}

function parametersOf(
  kind: BlockKind,
  text: string,
  at: { readonly file: string; readonly line: number; readonly column: number },
): Block['parameters'] {
  if (kind === 'docs' || kind === 'snapshot') return [];
  const { macro } = parseDefinition(new Source(text, at.file, at.line, at.column));
  return macro.parameters.map(({ name, fallback }) => ({ name, hasDefault: fallback !== undefined }));
}
