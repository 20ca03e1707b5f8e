import { macro } from '../emit/macro';
import { text } from '../emit/operand';
import { atom, literal, simple, type Sql } from '../emit/sql';
import { likeExpression } from '../expressions/like';
import {
  argumentsOf,
  literalText,
  literalWhole,
  native,
  prepared,
  required,
  viaMacro,
  type Rule,
  type Rules,
} from './rule';

const space = simple(literal(' '), 'text', 0);
const one = simple('1', 'integer', 0);

/** CONCAT and || are null as soon as one part is; DuckDB's concat() leaves nulls out. */
const concat: Rule = (call, env) => {
  const parts = argumentsOf(call, env, 1, Infinity).map((arg) => text(arg, 'CONCAT()').text);
  return atom(`(${parts.join(' || ')})`, 'text', call.at);
};

const concatWith: Rule = (call, env) => {
  const [separator, ...parts] = argumentsOf(call, env, 2, Infinity).map(
    (arg) => text(arg, 'CONCAT_WS()').text,
  );
  if (separator === undefined) throw new Error('CONCAT_WS has a separator');
  const joined = parts.join(` || ${separator} || `);
  return atom(
    parts.length === 1 ? `(${joined} || CASE WHEN ${separator} IS NOT NULL THEN '' END)` : `(${joined})`,
    'text',
    call.at,
  );
};

/** Without characters Snowflake's TRIM takes blanks alone, DuckDB's every Unicode space. */
const trim = (name: string): Rule =>
  native(['text', 'text'], 'text', (x, characters) => `${name}(${x}, ${characters ?? "' '"})`, 1);

/** The characters that begin a word may be given, as a literal. https://docs.snowflake.com/en/sql-reference/functions/initcap */
const initcap: Rule = (call, env) => {
  if (call.args.length < 2) return viaMacro('initcap', ['text'], 'text')(call, env);
  const given = literalText(call, 1, 'The delimiters');
  const value = prepared(required(argumentsOf(call, env, 2), 0), 'text', 'INITCAP()');
  const set = given.replace(/[\\\]^-]/g, '\\$&');
  const words = given === '' ? '(?s).+' : `(?s)[^${set}]+|[${set}]`;
  const between = given === '' ? '' : `[${set}]`;
  const patterns = [words, between].map((pattern) => simple(literal(pattern), 'text', call.at));
  return macro('initcap_by', [value, ...patterns], 'text', call.at);
};

/** LIKE(x, pattern [, escape]) is the operator. https://docs.snowflake.com/en/sql-reference/functions/like */
const likeCall =
  (operator: 'LIKE' | 'ILIKE'): Rule =>
  (call, env) => {
    argumentsOf(call, env, 2, 3);
    const [operand, pattern, escape] = call.args;
    if (!operand || !pattern) throw new Error('arguments were counted before');
    const test = likeExpression(
      { kind: 'like', operator, operand, patterns: [pattern], escape, not: false, at: call.at },
      env,
    );
    return atom(`(${test.text})`, 'boolean', call.at);
  };

const replace: Rule = native(
  ['text', 'text', 'text'],
  'text',
  (x, what, by) => `replace(${x}, ${what}, ${by ?? "''"})`,
  2,
);

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const texts: Rules = {
  CONCAT: concat,
  CONCAT_WS: concatWith,
  UPPER: native(['text'], 'text', (x) => `upper(${x})`),
  LOWER: native(['text'], 'text', (x) => `lower(${x})`),
  INITCAP: initcap,
  TRIM: trim('trim'),
  LTRIM: trim('ltrim'),
  RTRIM: trim('rtrim'),
  LENGTH: length,
  LEN: length,
  RTRIMMED_LENGTH: native(['text'], 'integer', (x) => `length(rtrim(${x}, ' '))`),
  LIKE: likeCall('LIKE'),
  ILIKE: likeCall('ILIKE'),
  INSERT: viaMacro('insert_into', ['text', 'whole', 'whole', 'text'], 'text'),
  SPACE: native(['whole'], 'text', (n) => `repeat(' ', ${n})`),
  REVERSE: native(['text'], 'text', (x) => `reverse(${x})`),
  REPEAT: native(['text', 'whole'], 'text', (x, n) => `repeat(${x}, ${n})`),
  REPLACE: replace,
  TRANSLATE: viaMacro('translated', ['text', 'text', 'text'], 'text'),
  LEFT: viaMacro('left_of', ['text', 'whole'], 'text'),
  RIGHT: viaMacro('right_of', ['text', 'whole'], 'text'),
  SUBSTR: substring,
  SUBSTRING: substring,
  LPAD: viaMacro('lpad', ['text', 'whole', 'text'], 'text', [space]),
  RPAD: viaMacro('rpad', ['text', 'whole', 'text'], 'text', [space]),
  SPLIT_PART: viaMacro('split_part', ['text', 'text', 'whole'], 'text'),
  STRTOK_TO_ARRAY: viaMacro('strtok_to_array', ['text', 'text'], 'array', [space]),
  STRTOK: viaMacro('strtok', ['text', 'text', 'whole'], 'text', [space, one]),
  CONTAINS: native(['text', 'text'], 'boolean', (x, part) => `contains(${x}, ${part})`),
  STARTSWITH: native(['text', 'text'], 'boolean', (x, part) => `starts_with(${x}, ${part})`),
  ENDSWITH: native(['text', 'text'], 'boolean', (x, part) => `ends_with(${x}, ${part})`),
  CHARINDEX: viaMacro('charindex', ['text', 'text', 'whole'], 'integer', [one]),
  POSITION: viaMacro('charindex', ['text', 'text', 'whole'], 'integer', [one]),
  EDITDISTANCE: (call, env) =>
    viaMacro(
      call.args.length > 2 ? 'editdistance_within' : 'editdistance',
      call.args.length > 2 ? ['text', 'text', 'whole'] : ['text', 'text'],
      'integer',
    )(call, env),
  JAROWINKLER_SIMILARITY: viaMacro('jarowinkler', ['text', 'text'], 'integer'),
  SOUNDEX: viaMacro('soundex', ['text'], 'text'),
  PARSE_URL: (call, env) => {
    const permissive = call.args[1] ? literalWhole(call, 1, 'The permissive flag') === 1 : false;
    const url = prepared(required(argumentsOf(call, env, 1, 2), 0), 'text', 'PARSE_URL()');
    return macro(permissive ? 'try_parse_url' : 'parse_url', [url], 'object', call.at);
  },
  UNICODE: viaMacro('unicode_of', ['text'], 'integer'),
  ASCII: native(['text'], 'integer', (x) => `ascii(${x})`),
  CHR: native(['whole'], 'text', (n) => `chr(${n})`),
  CHAR: native(['whole'], 'text', (n) => `chr(${n})`),
};

/** Characters of a text, bytes of a BINARY. */
function length(...[call, env]: Parameters<Rule>): Sql {
  const value = required(argumentsOf(call, env, 1), 0);
  return value.type === 'binary'
    ? atom(`octet_length(${value.text})`, 'integer', call.at)
    : atom(`length(${prepared(value, 'text', 'LENGTH()').text})`, 'integer', call.at);
}

function substring(...[call, env]: Parameters<Rule>): Sql {
  return viaMacro(
    call.args.length === 2 ? 'substr' : 'substr_of',
    call.args.length === 2 ? ['text', 'whole'] : ['text', 'whole', 'whole'],
    'text',
  )(call, env);
}
