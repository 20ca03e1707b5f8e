/** A piece of Snowflake SQL. Only what a reader has to tell apart to look at words safely. */
export interface SqlToken {
  readonly kind: 'space' | 'comment' | 'string' | 'quoted' | 'word' | 'number' | 'symbol';
  readonly text: string;
  readonly offset: number;
}

/**
 * One alternative a kind, in the order they are tried. Strings take '' and backslashes; `$$` strings nothing;
 * a comment may be `--`, `//` or a block. https://docs.snowflake.com/en/sql-reference/data-types-text
 */
const pattern =
  /(?<space>\s+)|(?<comment>--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$\$[\s\S]*?(?:\$\$|$))|(?<quoted>"(?:[^"]|"")*(?:"|$))|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<symbol>[\s\S])/gu;

/** Every character of the text is in exactly one token. */
export function sqlTokens(text: string): SqlToken[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0];
    return { kind: kind as SqlToken['kind'], text: match[0], offset: match.index };
  });
}

/** Without blanks and comments. */
export const meaningful = (tokens: readonly SqlToken[]): SqlToken[] =>
  tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
