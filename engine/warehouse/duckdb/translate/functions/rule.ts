import type { Environment } from '../emit/environment';
import { macro } from '../emit/macro';
import { scalar, text } from '../emit/operand';
import { atom, type Sql } from '../emit/sql';
import type { Type } from '../emit/type';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';

/** How one Snowflake function is written for DuckDB. What a rule does not take up, it has to refuse. */
export type Rule = (call: Call, env: Environment) => Sql;
export type Rules = Readonly<Record<string, Rule>>;

/** The arguments of a plain function: neither DISTINCT, nor names, nor a window, and so many of them. */
export function argumentsOf(call: Call, env: Environment, least: number, most = least): readonly Sql[] {
  if (call.distinct) refuse(`DISTINCT in ${call.name}()`, call.at);
  if (call.withinGroup) refuse(`WITHIN GROUP after ${call.name}()`, call.at);
  if (call.nulls) refuse(`${call.nulls} NULLS with ${call.name}()`, call.at);
  if (call.over) refuse(`OVER after ${call.name}()`, call.at);
  if (call.from) refuse(`FROM ${call.from} after ${call.name}()`, call.at);
  unnamed(call);
  count(call, least, most);
  return call.args.map((arg) => env.expression(arg, env));
}

export function unnamed(call: Call): void {
  const [name] = call.named.keys();
  if (name !== undefined) refuse(`The argument ${name} => of ${call.name}()`, call.at);
}

export function count(call: Call, least: number, most: number): void {
  if (call.args.length >= least && call.args.length <= most) return;
  const wanted =
    least === most ? String(least) : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  refuse(
    `${call.name}() with ${call.args.length} argument${call.args.length === 1 ? '' : 's'}`,
    call.at,
    `It takes ${wanted}.`,
  );
}

export function required(args: readonly Sql[], index: number): Sql {
  const found = args[index];
  if (!found) throw new Error(`argument ${index} was counted before`);
  return found;
}

type Prepare = 'text' | 'scalar' | 'whole';

/** Argument kinds: `text` as Snowflake would write the value, `scalar` anything but a VARIANT, `whole` a number cast to an integer. */
export function prepared(sql: Sql, as: Prepare, where: string): Sql {
  switch (as) {
    case 'text':
      return text(sql, where);
    case 'scalar':
      return scalar(sql, where);
    case 'whole':
      scalar(sql, where);
      // A column of whole numbers is a BIGINT, which DuckDB's functions do not take for a count.
      return sql.type === 'integer' && /^-?\d{1,9}$/.test(sql.text)
        ? sql
        : { ...atom(`CAST(${sql.text} AS INTEGER)`, 'integer', sql.at), simple: sql.simple };
  }
}

/** A function that is a DuckDB function, or a text with the arguments put in, each once. */
export function native(
  params: readonly Prepare[],
  type: Type,
  print: (...args: string[]) => string,
  least = params.length,
): Rule {
  return (call, env) => {
    const args = argumentsOf(call, env, least, params.length).map((arg, index) =>
      prepared(arg, params[index] ?? 'scalar', `${call.name}()`),
    );
    return atom(print(...args.map((arg) => arg.text)), type, call.at);
  };
}

/** A function that is a compatibility macro of the name given, with defaults for arguments left out. */
export function viaMacro(
  name: string,
  params: readonly Prepare[],
  type: Type,
  defaults: readonly Sql[] = [],
): Rule {
  const least = params.length - defaults.length;
  return (call, env) => {
    const given = argumentsOf(call, env, least, params.length).map((arg, index) =>
      prepared(arg, params[index] ?? 'scalar', `${call.name}()`),
    );
    return macro(name, [...given, ...defaults.slice(given.length - least)], type, call.at);
  };
}

/** A text that has to be written out in the statement, because the rewrite depends on it. */
export function literalText(call: Call, index: number, what: string): string {
  const arg = call.args[index];
  if (arg?.kind !== 'string')
    return refuse(
      `${what} of ${call.name}() that is no literal`,
      arg?.at ?? call.at,
      'Write it as a text in quotes.',
    );
  return arg.value;
}

export function literalWhole(call: Call, index: number, what: string): number {
  const arg = call.args[index];
  const negative = arg?.kind === 'unary' && arg.operator === '-';
  const digits = negative ? arg.operand : arg;
  if (digits?.kind !== 'number' || !/^\d+$/.test(digits.text)) {
    return refuse(
      `${what} of ${call.name}() that is no whole number`,
      arg?.at ?? call.at,
      'Write it as a number.',
    );
  }
  return negative ? -Number(digits.text) : Number(digits.text);
}
