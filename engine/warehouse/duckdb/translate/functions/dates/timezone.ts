import type { Environment } from '../../emit/environment';
import { direct } from '../../emit/macro';
import { scalar } from '../../emit/operand';
import { atom, type Sql } from '../../emit/sql';
import { moment } from '../../expressions/moment';
import { refuse } from '../../refusal';
import type { Call, Expression } from '../../syntax/ast';
import { argumentsOf, count, required, type Rule } from '../rule';
import { unitAt } from '../units';
import { truncated } from './truncate';

/**
 * CONVERT_TIMEZONE(source, target, timestamp_ntz) gives the target's wall clock, a TIMESTAMP_NTZ.
 *
 * With two arguments it gives a TIMESTAMP_TZ, a wall clock with its offset, for which DuckDB has no type. So that form
 * stands only where its wall clock or its instant is taken at once: in a cast to another type, in TO_DATE, TO_CHAR
 * with a format and the like, and in the functions for parts. The session's zone, which is the source, is UTC.
 * An hour that a change of the clocks repeats or leaves out is taken as ICU takes it.
 * https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
 */
export const convertTimezone: Rule = (call, env) => {
  if (call.args.length === 2)
    refuse(
      'A TIMESTAMP_TZ of CONVERT_TIMEZONE() with two arguments',
      call.at,
      'Cast it at once, CONVERT_TIMEZONE(…)::timestamp_ntz, or name the source zone.',
    );
  const [source, target, value] = argumentsOf(call, env, 3);
  if (!source || !target || !value) throw new Error('CONVERT_TIMEZONE has three arguments');
  return direct(
    'convert_timezone',
    [zone(source), zone(target), moment(scalar(value, 'CONVERT_TIMEZONE()'), 'timestamp')],
    'timestamp',
    call.at,
  );
};

/** Names are case-sensitive, and of the abbreviations most are not supported; ICU would take them. */
function zone(name: Sql): Sql {
  if (name.type === 'null') return atom('CAST(NULL AS VARCHAR)', 'text', name.at);
  const [, literalName] = /^'([^']*)'$/.exec(name.text) ?? [];
  if (literalName === undefined || isZone(literalName)) return name;
  return refuse(`The time zone ${literalName}`, name.at, "Use a name like 'Europe/Berlin' or 'UTC'.");
}

function isZone(name: string): boolean {
  if (name === 'UTC' || name === 'GMT') return true;
  if (!/^[A-Z].*\//.test(name)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

interface Zoned {
  /** The wall clock, a TIMESTAMP_NTZ. */
  readonly wall: Sql;
  /** The instant, a TIMESTAMP_LTZ. */
  readonly instant: Sql;
}

type Conversion = Call & { readonly name: 'CONVERT_TIMEZONE' };

const isConversion = (node: Expression): node is Conversion =>
  node.kind === 'call' && node.name === 'CONVERT_TIMEZONE' && node.args.length === 2;

function zoned(call: Call, env: Environment): Zoned {
  count(call, 2, 2);
  const args = argumentsOf(call, env, 2);
  const target = zone(required(args, 0));
  // A text may carry an offset of its own.
  const instant = moment(scalar(required(args, 1), 'CONVERT_TIMEZONE()'), 'timestamptz');
  return { instant, wall: atom(`timezone(${target.text}, ${instant.text})`, 'timestamp', call.at) };
}

/** The wall clock of a TIMESTAMP_TZ, also a truncated one; undefined where the expression gives none. */
export function zonedWallClock(node: Expression, env: Environment): Sql | undefined {
  if (isConversion(node)) return zoned(node, env).wall;
  if (node.kind !== 'call' || node.name !== 'DATE_TRUNC' || !node.args[1]) return undefined;
  const inner = zonedWallClock(node.args[1], env);
  return inner && truncated(unitAt(node, 0), inner, node);
}

/** The instant of a TIMESTAMP_TZ; undefined where the expression gives none. */
export const zonedInstant = (node: Expression, env: Environment): Sql | undefined =>
  isConversion(node) ? zoned(node, env).instant : undefined;
