import { unreadable, type Offset } from '../refusal';

/**
 * Snowflake's lexical rules.
 * - Strings: '' and backslash escapes; a backslash before any other character is dropped.
 * - $$…$$ strings take everything as it is.
 * - Comments: `--` and `//` to the end of the line, and C's block comments.
 * https://docs.snowflake.com/en/sql-reference/data-types-text
 */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A word folded to upper case, a quoted name or string without its quotes, else the text. */
  readonly text: string;
  readonly start: Offset;
  readonly end: Offset;
}

const SPACE_OR_COMMENT = /(?:\s|--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const QUOTED = /"((?:[^"]|"")+)"/y;
const STRING = /'((?:[^'\\]|''|\\[\s\S])*)'/y;
const DOLLARS = /\$\$([\s\S]*?)\$\$/y;
const SYMBOL = /::|=>|->|\|\||<>|!=|<=|>=|[-+*/%=<>(),.;:[\]{}?$@^&|~]/y;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

function unescape(body: string): string {
  return body.replace(
    /''|\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_all, octal?: string, hex?: string, unicode?: string, other?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return other === undefined ? "'" : (ESCAPES[other] ?? other);
    },
  );
}

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    return pattern.exec(text);
  };
  const push = (kind: TokenKind, found: RegExpExecArray, value: string): void => {
    const end = position + found[0].length;
    tokens.push({ kind, text: value, start: position, end });
    position = end;
  };
  for (;;) {
    position += match(SPACE_OR_COMMENT)?.[0].length ?? 0;
    if (position >= text.length) break;
    let found: RegExpExecArray | null;
    if ((found = match(WORD))) push('word', found, found[0].toUpperCase());
    else if ((found = match(NUMBER))) push('number', found, found[0]);
    else if ((found = match(STRING))) push('string', found, unescape(found[1] ?? ''));
    else if ((found = match(QUOTED))) push('quoted', found, (found[1] ?? '').replaceAll('""', '"'));
    else if ((found = match(DOLLARS))) push('string', found, found[1] ?? '');
    else if ((found = match(SYMBOL))) push('symbol', found, found[0]);
    else unreadable(`Unexpected ${JSON.stringify(text[position])}.`, position);
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}
