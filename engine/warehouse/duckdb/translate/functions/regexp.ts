import { text } from '../emit/operand';
import { atom, literal, type Sql } from '../emit/sql';
import { refuse, type Offset } from '../refusal';
import type { Call } from '../syntax/ast';
import type { Environment } from '../emit/environment';
import { certain, checked, groupsOf, located, patternOf, uncaptured, type Pattern } from './pattern';
import { argumentsOf, literalText, literalWhole, prepared, required, type Rule, type Rules } from './rule';

interface Flags {
  readonly duckdb: string;
  readonly multiline: boolean;
  /** e: a group is extracted, the first one where none is named. */
  readonly extracts: boolean;
}

/** https://docs.snowflake.com/en/sql-reference/functions-regexp: of c and i the last one counts. */
function flags(call: Call, index: number): Flags {
  const given = call.args[index] ? literalText(call, index, 'The parameters') : '';
  const unknown = /[^cimes]/.exec(given)?.[0];
  if (unknown !== undefined)
    refuse(`The regular expression parameter ${unknown}`, call.args[index]?.at ?? call.at);
  const insensitive = given.lastIndexOf('i') > given.lastIndexOf('c');
  return {
    duckdb: `${insensitive ? 'i' : 'c'}${given.includes('s') ? 's' : ''}`,
    multiline: given.includes('m'),
    extracts: given.includes('e'),
  };
}

/** RLIKE and REGEXP_LIKE match the whole text. */
export function regexpLike(subject: Sql, pattern: Sql, parameters: string | undefined, at: Offset): Sql {
  return atom(
    `regexp_full_match(${subject.text}, ${pattern.text}, ${literal(parameters ?? 'c')})`,
    'boolean',
    at,
  );
}

const like: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2, 3);
  const [subject, pattern] = [0, 1].map((index) => text(required(args, index), `${call.name}()`));
  const { duckdb, multiline } = flags(call, 2);
  if (!subject || !pattern) throw new Error('arguments were counted before');
  const whole = multiline ? { ...pattern, text: `'(?m)' || ${pattern.text}` } : pattern;
  return regexpLike(subject, whole, duckdb, call.at);
};

interface Search {
  readonly subject: Sql;
  /** The text from the start on: a search from there sees a text that begins there, as the examples show. */
  readonly searched: string;
  readonly start: number;
  readonly pattern: Pattern;
  readonly extracts: boolean;
}

/** Subject, pattern, start and parameters, which stand at other places in each function. */
function search(call: Call, env: Environment, most: number, startAt: number, flagsAt: number): Search {
  const args = argumentsOf(call, env, 2, most);
  const [subject, second] = [0, 1].map((index) => prepared(required(args, index), 'text', `${call.name}()`));
  if (!subject || !second) throw new Error('arguments were counted before');
  const written = call.args[1];
  const source = written?.kind === 'string' ? written.value : undefined;
  checked(source, second.at);
  const { duckdb, multiline, extracts } = flags(call, flagsAt);
  const start = call.args[startAt] ? literalWhole(call, startAt, 'The start') : 1;
  if (start < 1) refuse(`The start ${start} of ${call.name}()`, call.args[startAt]?.at ?? call.at);
  const searched = start === 1 ? subject.text : `substr(${subject.text}, ${start})`;
  return { subject, searched, start, pattern: patternOf(second, source, duckdb, multiline), extracts };
}

function occurrenceOf(call: Call, index: number, otherwise = 1): number {
  const occurrence = call.args[index] ? literalWhole(call, index, 'The occurrence') : otherwise;
  if (occurrence < otherwise) refuse(`The occurrence ${occurrence} of ${call.name}()`, call.at);
  return occurrence;
}

/** Without a group in the pattern, `e` extracts the whole match. */
function groupOf(call: Call, index: number, { extracts, pattern }: Search): number {
  if (call.args[index]) return literalWhole(call, index, 'The group');
  if (!extracts) return 0;
  if (pattern.source === undefined)
    return refuse('A pattern that is no literal, with e', call.at, 'Name the group.');
  return groupsOf(pattern.source).length > 0 ? 1 : 0;
}

/** DuckDB takes the group and the options of a regular expression as constants alone, so these are no macros. */
const matches = ({ searched, pattern }: Search, group = 0): string =>
  `regexp_extract_all(${searched}, ${pattern.text}, ${group}, ${literal(pattern.flags)})`;

/** https://docs.snowflake.com/en/sql-reference/functions/regexp_substr */
const substr: Rule = (call, env) => {
  const found = search(call, env, 6, 2, 4);
  const group = groupOf(call, 5, found);
  certain(found.pattern.source, group, call.at);
  return atom(`${matches(found, group)}[${occurrenceOf(call, 3)}]`, 'text', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions/regexp_substr_all: null where there is no such group. */
const substrAll: Rule = (call, env) => {
  const found = search(call, env, 6, 2, 4);
  const group = groupOf(call, 5, found);
  const { source } = found.pattern;
  if (source !== undefined && group > groupsOf(source).length)
    return atom('CAST(NULL AS JSON)', 'array', call.at);
  certain(source, group, call.at);
  const list = `${matches(found, group)}[${occurrenceOf(call, 3)}:]`;
  return atom(`sf.text_array(${list})`, 'array', call.at);
};

const count: Rule = (call, env) => {
  const found = search(call, env, 4, 2, 3);
  return atom(`CAST(len(${matches(found)}) AS BIGINT)`, 'integer', call.at);
};

/** All matches by default; a backslash and a digit is a group in both. */
const replace: Rule = (call, env) => {
  const found = search(call, env, 6, 3, 5);
  const occurrence = occurrenceOf(call, 4, 0);
  const replacement = call.args[2]
    ? prepared(env.expression(call.args[2], env), 'text', 'REGEXP_REPLACE()').text
    : "''";
  const { searched, start, subject, pattern } = found;
  const replaced =
    occurrence === 0
      ? `regexp_replace(${searched}, ${pattern.text}, ${replacement}, ${literal(`${pattern.flags}g`)})`
      : nthReplaced(call, found, occurrence);
  const whole = start === 1 ? replaced : `(left(${subject.text}, ${start - 1}) || ${replaced})`;
  return atom(whole, 'text', call.at);
};

/** The n-th match alone: the text up to it becomes a group of its own, so that the groups of the pattern move up. */
function nthReplaced(call: Call, found: Search, n: number): string {
  const { pattern, searched } = found;
  if (pattern.source === undefined)
    return refuse('One occurrence of a pattern that is no literal', call.at, 'Write it as a text in quotes.');
  const replacement = call.args[2] ? literalText(call, 2, 'The replacement') : '';
  const bare = uncaptured(pattern.source);
  const prefix = n === 1 ? '((?s:.*?))' : `((?:(?s:.*?)(?:${bare})){${n - 1}}(?s:.*?))`;
  const shifted = replacement.replace(/\\(\d)/g, (_all, digit: string) =>
    digit === '0' || digit === '9' ? '\\X' : `\\${Number(digit) + 1}`,
  );
  if (shifted.includes('\\X')) refuse('This replacement of one occurrence', call.at);
  const multiline = pattern.text.startsWith("'(?m)") ? '(?m)' : '';
  const expression = literal(`^${prefix}${multiline}(?:${pattern.source})`);
  const replaced = `regexp_replace(${searched}, ${expression}, ${literal(`\\1${shifted}`)}, ${literal(pattern.flags)})`;
  return `CASE WHEN len(${matches(found)}) >= ${n} THEN ${replaced} ELSE ${searched} END`;
}

/** The place of a match, or of a group of it: one more than what comes before. 0 where there is none. */
const instr: Rule = (call, env) => {
  const found = search(call, env, 7, 2, 5);
  const [occurrence, group] = [occurrenceOf(call, 3), groupOf(call, 6, found)];
  const { pattern, searched, start, subject } = found;
  const option = call.args[4] ? literalWhole(call, 4, 'The option') : 0;
  if (option !== 0 && option !== 1) refuse(`The option ${option} of REGEXP_INSTR()`, call.at);
  if (pattern.source === undefined)
    return refuse('REGEXP_INSTR() of a pattern that is no literal', call.at, 'Write it as a text in quotes.');
  if (pattern.text.startsWith("'(?m)")) return refuse('The parameter m in REGEXP_INSTR()', call.at);
  certain(pattern.source, group, call.at);
  const expression = literal(located(pattern.source, occurrence, group, call.at));
  const part = (index: 1 | 2): string =>
    `length(regexp_extract(${searched}, ${expression}, ${index}, ${literal(pattern.flags)}))`;
  const place = `${part(1)}${option === 1 ? ` + ${part(2)}` : ''} + ${start}`;
  return atom(
    `CASE WHEN len(${matches(found)}) >= ${occurrence} THEN ${place} WHEN ${subject.text} IS NOT NULL THEN 0 END`,
    'integer',
    call.at,
  );
};

export const regexps: Rules = {
  REGEXP_LIKE: like,
  RLIKE: like,
  REGEXP_SUBSTR: substr,
  REGEXP_SUBSTR_ALL: substrAll,
  REGEXP_EXTRACT_ALL: substrAll,
  REGEXP_REPLACE: replace,
  REGEXP_COUNT: count,
  REGEXP_INSTR: instr,
};
