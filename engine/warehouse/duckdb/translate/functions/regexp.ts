import { text } from '../emit/operand';
import { atom, literal, type Sql } from '../emit/sql';
import { refuse, type Offset } from '../refusal';
import type { Call } from '../syntax/ast';
import type { Environment } from '../emit/environment';
import { argumentsOf, literalText, literalWhole, required, type Rule, type Rules } from './rule';

/**
 * https://docs.snowflake.com/en/sql-reference/functions-regexp. Parameters: c, i, m, s as in DuckDB; e (extract a
 * group) is Snowflake's own.
 */
function flags(call: Call, index: number): { readonly duckdb: string; readonly extracts: boolean } {
  const given = call.args[index] ? literalText(call, index, 'The parameters') : '';
  const unknown = /[^cimes]/.exec(given)?.[0];
  if (unknown !== undefined)
    refuse(`The regular expression parameter ${unknown}`, call.args[index]?.at ?? call.at);
  if (given.includes('m'))
    refuse(
      'The regular expression parameter m',
      call.args[index]?.at ?? call.at,
      'Begin the pattern with (?m).',
    );
  const insensitive = given.lastIndexOf('i') > given.lastIndexOf('c');
  return {
    duckdb: `${insensitive ? 'i' : 'c'}${given.includes('s') ? 's' : ''}`,
    extracts: given.includes('e'),
  };
}

/** DuckDB takes the options of a regular expression as a constant alone, so these are no macros. */
const matches = (subject: string, pattern: string, duckdb: string): string =>
  `CAST(len(regexp_extract_all(${subject}, ${pattern}, 0, ${literal(duckdb)})) AS BIGINT)`;

/** RLIKE and REGEXP_LIKE match the whole text. */
export function regexpLike(subject: Sql, pattern: Sql, parameters: string | undefined, at: Offset): Sql {
  return atom(
    `regexp_full_match(${subject.text}, ${pattern.text}, ${literal(parameters ?? 'c')})`,
    'boolean',
    at,
  );
}

const like: Rule = (call, env) => {
  const [subject, pattern] = subjectAndPattern(call, env, 3);
  return regexpLike(subject, pattern, flags(call, 2).duckdb, call.at);
};

function subjectAndPattern(call: Call, env: Environment, most: number): readonly [Sql, Sql] {
  const args = argumentsOf(call, env, 2, most);
  if (call.name !== 'REGEXP_LIKE' && call.name !== 'RLIKE') checked(call);
  return [text(required(args, 0), `${call.name}()`), text(required(args, 1), `${call.name}()`)];
}

/** A search from the n-th character on sees a text that begins there: so do the examples of REGEXP_SUBSTR. */
function from(call: Call, subject: Sql, index: number): Sql {
  if (!call.args[index]) return subject;
  const start = literalWhole(call, index, 'The start');
  if (start < 1) refuse(`The start ${start} of ${call.name}()`, call.args[index]?.at ?? call.at);
  return start === 1 ? subject : atom(`substr(${subject.text}, ${start})`, 'text', subject.at);
}

/**
 * Snowflake's expressions are POSIX's: of two alternatives the longer match wins, where DuckDB's takes the first; there
 * are no non-greedy quantifiers; an empty pattern matches nothing. What shows in a literal pattern is refused.
 */
function checked(call: Call): void {
  const pattern = call.args[1];
  if (pattern?.kind !== 'string') return;
  const bare = pattern.value.replace(/\\./g, '..');
  if (pattern.value === '') refuse(`An empty pattern in ${call.name}()`, pattern.at);
  if (/[*+?}]\?/.test(bare))
    refuse('A non-greedy quantifier', pattern.at, 'Snowflake has none: write what may be matched instead.');
  const alternatives = bare
    .split(/[()]/)
    .filter((part) => part.includes('|'))
    .map((part) => part.split('|'));
  for (const group of alternatives) {
    const shadowed = group.some((first, index) =>
      group.slice(index + 1).some((later) => later.length > first.length && later.startsWith(first)),
    );
    if (shadowed)
      refuse(
        'Alternatives of which one begins like a longer one after it',
        pattern.at,
        'Put the longer one first.',
      );
  }
}

const occurrenceOf = (call: Call, index: number): number =>
  call.args[index] ? literalWhole(call, index, 'The occurrence') : 1;

/** https://docs.snowflake.com/en/sql-reference/functions/regexp_substr */
const substr: Rule = (call, env) => {
  const [whole, pattern] = subjectAndPattern(call, env, 6);
  const subject = from(call, whole, 2);
  const { duckdb, extracts } = flags(call, 4);
  const group = call.args[5] ? literalWhole(call, 5, 'The group') : extracts && hasGroup(call) ? 1 : 0;
  const occurrence = occurrenceOf(call, 3);
  return atom(
    `regexp_extract_all(${subject.text}, ${pattern.text}, ${group}, ${literal(duckdb)})[${occurrence}]`,
    'text',
    call.at,
  );
};

/** Without a group in the pattern, `e` extracts the whole match. */
function hasGroup(call: Call): boolean {
  return /\((?!\?)/.test(literalText(call, 1, 'The pattern').replace(/\\./g, ''));
}

/** All matches by default; a backslash and a digit is a group in both. */
const replace: Rule = (call, env) => {
  const [subject, pattern] = subjectAndPattern(call, env, 6);
  if (call.args[3] && literalWhole(call, 3, 'The start') !== 1)
    refuse('A start in REGEXP_REPLACE()', call.args[3].at);
  const { duckdb } = flags(call, 5);
  const occurrence = call.args[4] ? literalWhole(call, 4, 'The occurrence') : 0;
  const replacement = call.args[2] ? text(env.expression(call.args[2], env), 'REGEXP_REPLACE()').text : "''";
  if (occurrence === 0)
    return atom(
      `regexp_replace(${subject.text}, ${pattern.text}, ${replacement}, ${literal(`${duckdb}g`)})`,
      'text',
      call.at,
    );
  return nthReplaced(call, subject, occurrence, duckdb);
};

/**
 * The n-th match alone: the text up to it becomes a group of its own, so that the groups of the pattern move up.
 * `n <= number of matches` keeps the pattern from finding an n-th match by splitting an earlier one.
 */
function nthReplaced(call: Call, subject: Sql, n: number, duckdb: string): Sql {
  const pattern = literalText(call, 1, 'The pattern');
  const replacement = call.args[2] ? literalText(call, 2, 'The replacement') : '';
  const groups = (pattern.replace(/\\./g, '').match(/\((?!\?)/g) ?? []).length;
  const prefix = n === 1 ? '(?s:(.*?))' : `((?:(?s:.*?)(?:${pattern})){${n - 1}}(?s:.*?))`;
  const shift = n === 1 ? 1 : 1 + groups;
  const shifted = replacement.replace(
    /\\(\d)/g,
    (_all, digit: string) => `\\${digit === '0' ? 'X' : Number(digit) + shift}`,
  );
  if (shifted.includes('\\X') || (/\d/.test(shifted) && groups + shift > 9))
    refuse('This replacement of one occurrence', call.at);
  const replaced = `regexp_replace(${subject.text}, ${literal(`^${prefix}(?:${pattern})`)}, ${literal(`\\1${shifted}`)}, ${literal(duckdb)})`;
  return atom(
    `CASE WHEN ${matches(subject.text, literal(pattern), duckdb)} >= ${n} THEN ${replaced} ELSE ${subject.text} END`,
    'text',
    call.at,
  );
}

const count: Rule = (call, env) => {
  const [whole, pattern] = subjectAndPattern(call, env, 4);
  return atom(
    `${matches(from(call, whole, 2).text, pattern.text, flags(call, 3).duckdb)}`,
    'integer',
    call.at,
  );
};

/** The place of the first match: one more than what comes before it. */
const instr: Rule = (call, env) => {
  const [subject, pattern] = subjectAndPattern(call, env, 6);
  if (
    (call.args[2] && literalWhole(call, 2, 'The start') !== 1) ||
    occurrenceOf(call, 3) !== 1 ||
    (call.args[4] && literalWhole(call, 4, 'The option') !== 0)
  ) {
    refuse('REGEXP_INSTR() of other than the first match', call.at);
  }
  const { duckdb } = flags(call, 5);
  const before = `regexp_extract(${subject.text}, '(?s:(.*?))(?:' || ${pattern.text} || ')', 1, ${literal(duckdb)})`;
  return atom(
    `CASE WHEN regexp_matches(${subject.text}, ${pattern.text}, ${literal(duckdb)}) THEN length(${before}) + 1 WHEN ${subject.text} IS NOT NULL AND ${pattern.text} IS NOT NULL THEN 0 END`,
    'integer',
    call.at,
  );
};

export const regexps: Rules = {
  REGEXP_LIKE: like,
  RLIKE: like,
  REGEXP_SUBSTR: substr,
  REGEXP_REPLACE: replace,
  REGEXP_COUNT: count,
  REGEXP_INSTR: instr,
};
