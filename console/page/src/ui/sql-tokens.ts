export type SqlKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'plain';

export interface SqlToken {
  readonly kind: SqlKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  (
    'all alter and any array as asc begin between by case cast clone coalesce commit copy create cross current database ' +
    'delete desc distinct drop else end except exclude exists false fetch first flatten following for from full group ' +
    'grouping having if ilike in inner insert intersect interval into is join last lateral left like limit matched merge ' +
    'natural not null nulls number offset on or order outer over partition preceding qualify range recursive replace ' +
    'right rlike row rows schema select set swap table temporary then transient true truncate try_cast unbounded union ' +
    'unique unnest update using values view when where window with within'
  ).split(' '),
);

/** Comments, quoted text, dollar-quoted text, quoted names, numbers, words; everything else is plain. */
const TOKEN =
  /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\]|\\.|'')*'?|\$\$[\s\S]*?(?:\$\$|$))|("(?:[^"]|"")*"?)|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|([a-z_][\w$]*)/gi;

/** Enough of SQL's surface to colour it, for either dialect; it never fails and never changes the text. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: sql.slice(end, match.index) });
    end = match.index + match[0].length;
    tokens.push({ kind: kindOf(match, sql.charAt(end)), text: match[0] });
  }
  if (end < sql.length) tokens.push({ kind: 'plain', text: sql.slice(end) });
  return tokens;
}

function kindOf(match: RegExpMatchArray, next: string): SqlKind {
  if (match[1] !== undefined) return 'comment';
  if (match[2] !== undefined) return 'string';
  if (match[4] !== undefined) return 'number';
  if (match[5] === undefined) return 'plain';
  if (KEYWORDS.has(match[5].toLowerCase())) return 'keyword';
  return next === '(' ? 'name' : 'plain';
}

/** The tokens by line; a token over several lines is cut at each. */
export function sqlLines(sql: string): SqlToken[][] {
  const lines: SqlToken[][] = [[]];
  for (const { kind, text } of sqlTokens(sql)) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  }
  return lines;
}
