import { atom, literal, simple, type Sql } from '../emit/sql';
import { text } from '../emit/operand';
import { refuse } from '../refusal';
import { argumentsOf, native, viaMacro, type Rule, type Rules } from './rule';

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

/** https://docs.snowflake.com/en/sql-reference/functions/sha2: 256 bits where none are given. */
const sha2: Rule = (call, env) => {
  const args = argumentsOf(call, env, 1, 2);
  const bits = call.args[1];
  if (bits && !(bits.kind === 'number' && bits.text === '256'))
    refuse('SHA2 of other than 256 bits', bits.at, 'Use SHA2(x, 256).');
  const [value] = args;
  if (!value) throw new Error('SHA2 has an argument');
  return atom(`sha256(${text(value, 'SHA2()').text})`, 'text', call.at);
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
  INITCAP: viaMacro('initcap', ['text'], 'text'),
  TRIM: trim('trim'),
  LTRIM: trim('ltrim'),
  RTRIM: trim('rtrim'),
  LENGTH: native(['text'], 'integer', (x) => `length(${x})`),
  LEN: native(['text'], 'integer', (x) => `length(${x})`),
  REVERSE: native(['text'], 'text', (x) => `reverse(${x})`),
  REPEAT: native(['text', 'whole'], 'text', (x, n) => `repeat(${x}, ${n})`),
  REPLACE: replace,
  TRANSLATE: native(['text', 'text', 'text'], 'text', (x, from, to) => `translate(${x}, ${from}, ${to})`),
  LEFT: viaMacro('left_of', ['text', 'whole'], 'text'),
  RIGHT: viaMacro('right_of', ['text', 'whole'], 'text'),
  SUBSTR: substring,
  SUBSTRING: substring,
  LPAD: viaMacro('lpad', ['text', 'whole', 'text'], 'text', [space]),
  RPAD: viaMacro('rpad', ['text', 'whole', 'text'], 'text', [space]),
  SPLIT_PART: viaMacro('split_part', ['text', 'text', 'whole'], 'text'),
  STRTOK: viaMacro('strtok', ['text', 'text', 'whole'], 'text', [space, one]),
  CONTAINS: native(['text', 'text'], 'boolean', (x, part) => `contains(${x}, ${part})`),
  STARTSWITH: native(['text', 'text'], 'boolean', (x, part) => `starts_with(${x}, ${part})`),
  ENDSWITH: native(['text', 'text'], 'boolean', (x, part) => `ends_with(${x}, ${part})`),
  CHARINDEX: viaMacro('charindex', ['text', 'text', 'whole'], 'integer', [one]),
  POSITION: viaMacro('charindex', ['text', 'text', 'whole'], 'integer', [one]),
  MD5: native(['text'], 'text', (x) => `md5(${x})`),
  MD5_HEX: native(['text'], 'text', (x) => `md5(${x})`),
  SHA1: native(['text'], 'text', (x) => `sha1(${x})`),
  SHA1_HEX: native(['text'], 'text', (x) => `sha1(${x})`),
  SHA2: sha2,
  SHA2_HEX: sha2,
  EDITDISTANCE: native(['text', 'text'], 'integer', (a, b) => `levenshtein(${a}, ${b})`),
  ASCII: native(['text'], 'integer', (x) => `ascii(${x})`),
  CHR: native(['whole'], 'text', (n) => `chr(${n})`),
  CHAR: native(['whole'], 'text', (n) => `chr(${n})`),
};

function substring(...[call, env]: Parameters<Rule>): Sql {
  return viaMacro(
    call.args.length === 2 ? 'substr' : 'substr_of',
    call.args.length === 2 ? ['text', 'whole'] : ['text', 'whole', 'whole'],
    'text',
  )(call, env);
}
