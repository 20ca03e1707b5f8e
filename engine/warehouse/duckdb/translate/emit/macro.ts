import type { Offset } from '../refusal';
import { atom, type Sql } from './sql';
import type { Type } from './type';

/**
 * A call of a compatibility macro that mentions its arguments more than once.
 *
 * DuckDB's macros have no local variables: each mention writes the argument out again, so nested calls would grow with
 * the power of their depth (one took ten minutes to bind). What is more than a short expression is bound first, as
 * the one element of a list; that costs some 50 ns a row, so short ones are written out.
 */
export function macro(name: string, args: readonly Sql[], type: Type, at: Offset): Sql {
  if (args.every(isShort)) return direct(name, args, type, at);
  const bound = args.filter((arg) => !isLiteral(arg));
  const [only] = bound;
  if (only && bound.length === 1) {
    const uses = args.map((arg) => (isLiteral(arg) ? arg.text : '_sf'));
    return atom(`list_transform([${only.text}], lambda _sf: sf.${name}(${uses.join(', ')}))[1]`, type, at);
  }
  const fields = args.flatMap((arg, index) => (isLiteral(arg) ? [] : [`'a${index}': ${arg.text}`]));
  const uses = args.map((arg, index) => (isLiteral(arg) ? arg.text : `_sf.a${index}`));
  return atom(
    `list_transform([{${fields.join(', ')}}], lambda _sf: sf.${name}(${uses.join(', ')}))[1]`,
    type,
    at,
  );
}

/** A call of a macro that mentions each argument once, or only its type. */
export function direct(name: string, args: readonly Sql[], type: Type, at: Offset): Sql {
  return atom(`sf.${name}(${args.map((arg) => arg.text).join(', ')})`, type, at);
}

/** Macros that are no longer than a CASE over the types: one of them may stand inside an expression that is repeated. */
const LIGHT = /^(text_to_integer|variant|digits|number|temporal|to_date|to_timestamp)\(/;

/** One light macro at most inside, no window and no query, which would be computed once a mention. */
function isShort({ simple, text }: Sql): boolean {
  if (simple) return true;
  const [, ...macros] = text.split('sf.');
  const light = macros.length === 0 || (macros.length === 1 && LIGHT.test(macros[0] ?? ''));
  return light && text.length <= 200 && !/ OVER \(|\bSELECT\b|\blambda\b/.test(text);
}

/** Some DuckDB functions take constants alone, so a literal stays where it is. */
const isLiteral = (sql: Sql): boolean => sql.simple && /^('|\['|-?\d|NULL$|TRUE$|FALSE$)/.test(sql.text);
