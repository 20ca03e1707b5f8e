import type { Expected } from '../../test/support/snowflake-cases';
import type { Answer, Value } from './fakesnow';

type Row = readonly (Expected | Value)[];

/**
 * Whether two engines say the same, as far as both can say it: fakesnow gives Python's values, which have less to
 * tell (a DATE may come as a midnight, a number as a double), and rows without ORDER BY in its own order.
 */
export function sameAnswer(expected: readonly Row[], answer: Answer): boolean {
  if ('error' in answer) return false;
  if (expected.length !== answer.rows.length) return false;
  const left = [...answer.rows];
  return expected.every((row) => {
    const at = left.findIndex((found) => sameRow(row, found));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const sameRow = (left: Row, right: Row): boolean =>
  left.length === right.length && left.every((value, index) => sameValue(value, right[index] ?? null));

function sameValue(left: Expected | Value, right: Expected | Value): boolean {
  if (left === null || right === null) return left === right;
  const [one, other] = [spelled(left), spelled(right)];
  return one === other || sameNumber(one, other) || sameJson(one, other);
}

/** Without the zeros that end a fraction, and without a midnight. */
function spelled(value: NonNullable<Expected | Value>): string {
  if (typeof value !== 'object') return String(value);
  if ('n' in value) return value.n;
  if ('j' in value) return JSON.stringify(value.j);
  const moment = 'd' in value ? value.d : 't' in value ? value.t : value.h;
  return moment
    .replace(/ ?\+00:?00$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/ 00:00:00$/, '');
}

const isNumber = (text: string): boolean => /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(text);

/** To fifteen digits: fakesnow computes with doubles where Snowflake is exact. */
function sameNumber(one: string, other: string): boolean {
  if (!isNumber(one) || !isNumber(other)) return false;
  const [left, right] = [Number(one), Number(other)];
  return left === right || Math.abs(left - right) <= Math.abs(left) * 1e-14;
}

function sameJson(one: string, other: string): boolean {
  const [left, right] = [canonical(one), canonical(other)];
  return left !== undefined && left === right;
}

function canonical(text: string): string | undefined {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}
