import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { simple, type Sql } from '../emit/sql';
import { plus } from '../functions/dates/arithmetic';
import { isSized } from '../functions/dates/unit-sizes';
import { unitNamed } from '../functions/units';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { isMoment, moment } from './moment';

type Interval = Extract<Expression, { kind: 'interval' }>;

/** So many of a unit, months or microseconds among them. */
interface Step {
  readonly unit: string;
  readonly amount: bigint;
}

const isInterval = (node: Expression): node is Interval => node.kind === 'interval';

/**
 * A moment plus or minus an interval, undefined where neither side is one. An interval alone has no counterpart: it
 * stands nowhere else. https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
 */
export function intervalSum(
  {
    left,
    right,
    operator,
  }: { readonly left: Expression; readonly right: Expression; readonly operator: string },
  env: Environment,
): Sql | undefined {
  if (isInterval(right) && !isInterval(left) && (operator === '+' || operator === '-'))
    return summed(env.expression(left, env), right, operator === '-');
  if (isInterval(left) && left.fields && !isInterval(right) && operator === '+')
    return summed(env.expression(right, env), left, false);
  return undefined;
}

function summed(value: Sql, interval: Interval, negative: boolean): Sql {
  const start = value.type === 'null' ? moment(value, 'timestamp') : value;
  if (!isMoment(start.type) && start.type !== 'unknown')
    refuse(`An INTERVAL and a ${start.type.toUpperCase()}`, start.at, 'Cast it to DATE or TIMESTAMP_NTZ.');
  const steps = interval.fields ? literalSteps(interval, interval.fields) : constantSteps(interval);
  const sum = steps.reduce((sofar, { unit, amount }) => {
    const n = simple(String(negative ? -amount : amount), 'integer', interval.at);
    return plus(sofar, unit, n, 'An INTERVAL');
  }, start);
  return interval.fields && steps.every(({ unit }) => unit === 'month')
    ? macro('same_day', [sum, start], sum.type, sum.at)
    : sum;
}

/** Increments are added in the order they are written; one without a unit is seconds. */
function constantSteps({ text, at }: Interval): readonly Step[] {
  return text.split(',').map((increment) => {
    const [, amount, word] = /^\s*([+-]?\d+)\s*([a-z]*)\s*$/i.exec(increment) ?? [];
    const unit = word === '' ? 'second' : word && unitNamed(word);
    if (amount === undefined || !unit || (!isSized(unit) && unit !== 'nanosecond'))
      return refuse(
        `The interval '${increment.trim()}'`,
        at,
        "Write '<integer> <part>', with commas between.",
      );
    if (unit !== 'nanosecond') return { unit, amount: BigInt(amount) };
    if (BigInt(amount) % 1000n !== 0n)
      refuse('An interval of nanoseconds', at, 'The local engine keeps microseconds.');
    return { unit: 'microsecond', amount: BigInt(amount) / 1000n };
  });
}

const CLOCK = ['day', 'hour', 'minute', 'second'];
const MICROSECONDS = [86_400_000_000n, 3_600_000_000n, 60_000_000n, 1_000_000n];
const LIMITS = [Infinity, 23, 59, 59];

/**
 * A year-month literal is months, a day-time literal microseconds: it makes a TIMESTAMP of a DATE, as documented.
 * https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-literals
 */
function literalSteps(
  { text, at }: Interval,
  { from, to }: NonNullable<Interval['fields']>,
): readonly Step[] {
  const wrong = (): never =>
    refuse(`The interval '${text}' ${from.toUpperCase()}${to === from ? '' : ` TO ${to.toUpperCase()}`}`, at);
  const [, sign, body = ''] = /^\s*([+-]?)\s*(\S.*?)\s*$/.exec(text) ?? wrong();
  const signed = (amount: bigint): bigint => (sign === '-' ? -amount : amount);
  if (from === 'year' || from === 'month') {
    const [, first, months] = /^(\d+)(?:-(0?\d|1[01]))?$/.exec(body) ?? wrong();
    if ((months !== undefined) !== (from === 'year' && to === 'month') || (from === 'month' && to !== from))
      wrong();
    const amount = BigInt(first ?? '') * (from === 'year' ? 12n : 1n) + BigInt(months ?? 0);
    return [{ unit: 'month', amount: signed(amount) }];
  }
  const [first, last] = [CLOCK.indexOf(from), CLOCK.indexOf(to)];
  const [, whole = '', fraction] = /^([\d: ]+?)(?:\.(\d{1,6}))?$/.exec(body) ?? wrong();
  const numbers = (from === 'day' ? whole.replace(/^(\d+) +/, '$1:') : whole).split(':');
  if (first < 0 || last < first || numbers.length !== last - first + 1) wrong();
  if (fraction !== undefined && to !== 'second') wrong();
  const amount = numbers.reduce(
    (sum, digits, index) => {
      const place = first + index;
      if (!/^\d+$/.test(digits) || (index > 0 && Number(digits) > (LIMITS[place] ?? 0))) wrong();
      return sum + BigInt(digits) * (MICROSECONDS[place] ?? 0n);
    },
    BigInt((fraction ?? '').padEnd(6, '0')),
  );
  return [{ unit: 'microsecond', amount: signed(amount) }];
}
