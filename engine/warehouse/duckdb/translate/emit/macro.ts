import type { Offset } from '../refusal';
import { atom, type Sql } from './sql';
import type { Type } from './type';

/**
 * A call of a compatibility macro that mentions its arguments more than once.
 *
 * DuckDB's macros have no local variables: each mention writes the argument out again, so nested calls would grow with
 * the power of their depth. An argument that is more than a column or a literal is bound first, as a field of a list
 * of one element. Measured: 12 ms against 3 ms for a million rows.
 */
export function macro(name: string, args: readonly Sql[], type: Type, at: Offset): Sql {
  if (args.every((arg) => arg.simple)) return direct(name, args, type, at);
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

/** Some DuckDB functions take constants alone, so a literal stays where it is. */
const isLiteral = (sql: Sql): boolean => sql.simple && /^('|-?\d|NULL$|TRUE$|FALSE$)/.test(sql.text);
