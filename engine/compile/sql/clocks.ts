import { meaningful, sqlTokens, type SqlToken } from './tokens';

/** Functions that Snowflake also takes without parentheses. */
const bare = new Set(['current_timestamp', 'current_date', 'current_time', 'localtime', 'localtimestamp']);
const called = new Set([...bare, 'getdate', 'sysdate', 'systimestamp', 'now']);

/** Most statements mention no clock at all, and need not be read word by word. */
const mention = new RegExp([...called].join('|'), 'i');

/** Calls of a clock in a statement. Names in strings, comments, quotes, of columns and of aliases are none. */
export function clockCalls(sql: string): readonly SqlToken[] {
  if (!mention.test(sql)) return [];
  const tokens = meaningful(sqlTokens(sql));
  return tokens.filter((token, i) => {
    if (token.kind !== 'word') return false;
    const name = token.text.toLowerCase();
    const before = tokens[i - 1]?.text.toLowerCase();
    if (before === '.' || tokens[i + 1]?.text === '.') return false;
    if (tokens[i + 1]?.text === '(') return called.has(name);
    return bare.has(name) && before !== 'as';
  });
}
