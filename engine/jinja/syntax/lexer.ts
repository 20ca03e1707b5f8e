import { repr } from '../values/print';
import { SPACE, stripEnd } from '../values/text-classes';
import { floatLiteral, integerLiteral, stringLiteral } from './literals';
import type { Source } from './source';
import type { Token, TokenType } from './token';

// Jinja2 3.1's rules with dbt's settings: no trim_blocks, no lstrip_blocks, one newline dropped at the very end.
const OPENING = new RegExp(
  `\\{%[-+]?${SPACE}*raw${SPACE}*(?:-%\\}${SPACE}*|%\\})|\\{%[-+]?|\\{\\{[-+]?|\\{#[-+]?`,
  'gu',
);
const END_OF_RAW = new RegExp(`\\{%([-+]?)${SPACE}*endraw${SPACE}*(?:\\+%\\}|-%\\}${SPACE}*|%\\})`, 'gu');
const END_OF_COMMENT = new RegExp(`\\+#\\}|-#\\}${SPACE}*|#\\}`, 'gu');
const END_OF_BLOCK = new RegExp(`(?:\\+%\\}|-%\\}${SPACE}*|%\\})`, 'uy');
const END_OF_VARIABLE = new RegExp(`(?:-\\}\\}${SPACE}*|\\}\\})`, 'uy');

const EXPRESSION_RULES: readonly (readonly [TokenType | 'space', RegExp])[] = [
  ['space', new RegExp(`${SPACE}+`, 'uy')],
  ['float', /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iuy],
  ['integer', /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iuy],
  ['name', /[\p{L}\p{N}\p{Pc}\p{M}]+/uy],
  ['string', /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/suy],
  ['operator', /\*\*|\/\/|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/uy],
];

const CLOSING: { readonly [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** Splits a template into text and the tokens of its tags. White space that `-` strips is gone afterwards. */
export function tokenize(source: Source): readonly Token[] {
  const text = source.text.endsWith('\n') ? source.text.slice(0, -1) : source.text;
  const tokens: Token[] = [];
  const emit = (type: TokenType, value: string, at: number): void => {
    tokens.push({ type, text: value, literal: undefined, at });
  };
  let at = 0;
  while (at < text.length) {
    const opening = search(OPENING, text, at);
    if (!opening) {
      emit('data', text.slice(at), at);
      break;
    }
    const [tag] = opening;
    const start = opening.index;
    const before = text.slice(at, start);
    const data = tag.charAt(2) === '-' ? stripEnd(before) : before;
    if (data !== '') emit('data', data, at);
    at = start + tag.length;
    if (tag.startsWith('{#')) {
      const end = search(END_OF_COMMENT, text, at);
      if (!end) throw source.error('syntax', 'Missing end of comment tag', start);
      at = end.index + end[0].length;
    } else if (tag.includes('raw')) {
      const end = search(END_OF_RAW, text, at);
      if (!end) throw source.error('syntax', 'Missing end of raw directive', start);
      const raw = text.slice(at, end.index);
      emit('data', end[1] === '-' ? stripEnd(raw) : raw, at);
      at = end.index + end[0].length;
    } else {
      const block = tag.startsWith('{%');
      emit(block ? 'block_begin' : 'variable_begin', tag, start);
      at = tokenizeTag(source, text, at, block, tokens);
    }
  }
  emit('eof', '', text.length);
  return tokens;
}

function search(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** The tokens of an expression that stands alone, without braces around it. */
export function tokenizeExpression(source: Source): readonly Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < text.length) at = pushToken(source, text, at, open, tokens);
  return [...tokens, { type: 'eof', text: '', literal: undefined, at }];
}

/** The inside of one tag, to its end. Returns the offset after it. */
function tokenizeTag(source: Source, text: string, from: number, block: boolean, tokens: Token[]): number {
  const end = block ? END_OF_BLOCK : END_OF_VARIABLE;
  const open: string[] = [];
  let at = from;
  while (at < text.length) {
    const closing = open.length === 0 ? search(end, text, at) : null;
    if (closing) {
      tokens.push({ type: block ? 'block_end' : 'variable_end', text: closing[0], literal: undefined, at });
      return at + closing[0].length;
    }
    at = pushToken(source, text, at, open, tokens);
  }
  return at;
}

function pushToken(source: Source, text: string, at: number, open: string[], tokens: Token[]): number {
  const [type, written] = nextToken(source, text, at);
  if (type === 'operator') balance(source, open, written, at);
  if (type !== 'space') tokens.push({ type, text: written, literal: literal(source, type, written, at), at });
  return at + written.length;
}

function nextToken(source: Source, text: string, at: number): readonly [TokenType | 'space', string] {
  for (const [type, rule] of EXPRESSION_RULES) {
    const match = search(rule, text, at);
    if (match) return [type, match[0]];
  }
  throw source.error(
    'syntax',
    `unexpected char ${repr(String.fromCodePoint(text.codePointAt(at) ?? 0))} at ${at}`,
    at,
  );
}

function balance(source: Source, open: string[], operator: string, at: number): void {
  const closing = CLOSING[operator];
  if (closing) open.push(closing);
  if (!')]}'.includes(operator)) return;
  const expected = open.pop();
  if (expected === undefined) throw source.error('syntax', `unexpected '${operator}'`, at);
  if (expected !== operator)
    throw source.error('syntax', `unexpected '${operator}', expected '${expected}'`, at);
}

function literal(source: Source, type: TokenType | 'space', written: string, at: number): Token['literal'] {
  if (type === 'integer') return integerLiteral(written);
  if (type === 'float') return floatLiteral(written);
  if (type === 'name' && /^\p{N}/u.test(written))
    throw source.error('syntax', 'Invalid character in identifier', at);
  if (type !== 'string') return undefined;
  const value = stringLiteral(written);
  if (value === undefined) throw source.error('syntax', 'broken escape sequence in a string', at);
  return value;
}
