import type { Source } from './source';

/** A `{% … %}` found without reading what is inside: `name argument`, and the offsets around it. */
export interface Tag {
  readonly name: string;
  readonly argument: string | undefined;
  /** With `{%-` the white space before it is the tag's, with `-%}` that after it. */
  readonly start: number;
  readonly end: number;
}

const OPENING = /\{\{|\{#|\{%-?\s*([A-Za-z_]\w*)(?:\s+([A-Za-z_]\w*))?/gu;
const STRING = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/suy;
const RAW_END = /\{%[-+]?\s*endraw\s*[-+]?%\}/gu;

/**
 * The tags of a text, as dbt finds them: text, comments, `raw` and strings are passed over. What is inside a tag
 * need not be Jinja (docs blocks hold prose).
 */
export function* scanTags(source: Source): IterableIterator<Tag> {
  const { text } = source;
  let at = 0;
  for (;;) {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(text);
    if (!opening) return;
    const [found, name, argument] = opening;
    const inside = opening.index + found.length;
    if (found === '{#') {
      at = afterComment(source, opening.index);
    } else if (found === '{{') {
      at = afterClosing(source, opening.index, inside, '}}');
    } else if (name === 'raw') {
      RAW_END.lastIndex = inside;
      const end = RAW_END.exec(text);
      if (!end) throw source.error('syntax', 'Missing end of raw directive', opening.index);
      at = end.index + end[0].length;
    } else {
      const closing = afterClosing(source, opening.index, inside, '%}');
      at = text.charAt(closing - 3) === '-' ? skipSpace(text, closing) : closing;
      const start =
        found.startsWith('{%-') && name?.startsWith('end') ? beforeSpace(text, opening.index) : opening.index;
      yield { name: name ?? '', argument, start, end: at };
    }
  }
}

function afterComment(source: Source, start: number): number {
  const end = source.text.indexOf('#}', start);
  if (end < 0) throw source.error('syntax', 'Missing end of comment tag', start);
  return end + 2;
}

/** The offset after `closing`, with strings passed over. */
function afterClosing(source: Source, start: number, from: number, closing: string): number {
  const { text } = source;
  for (let at = from; at < text.length;) {
    if (text.startsWith(closing, at)) return at + closing.length;
    STRING.lastIndex = at;
    at += STRING.exec(text)?.[0].length ?? 1;
  }
  throw source.error('syntax', `A tag is never closed: '${closing}' is missing.`, start);
}

const skipSpace = (text: string, from: number): number =>
  from + (/^\s*/u.exec(text.slice(from))?.[0].length ?? 0);
const beforeSpace = (text: string, from: number): number => text.slice(0, from).trimEnd().length;
