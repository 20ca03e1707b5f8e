import { storage } from '../emit/data-type';
import { macro } from '../emit/macro';
import { scalar, text } from '../emit/operand';
import { compound, Level, simple, within, type Sql } from '../emit/sql';
import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import { cast } from './cast';
import { comparedVariants } from './variant-comparison';

/**
 * Implicit conversions. https://docs.snowflake.com/en/sql-reference/data-type-conversion
 * Both engines bring different types together by casting one side, but not the same one: DuckDB makes numbers texts
 * where Snowflake makes texts numbers. So every such cast is written out here, and what Snowflake has no rule for (or
 * the documentation none that is plain) is refused.
 */

/**
 * A value where a number belongs. A text literal is the number it reads as; any other text becomes NUMBER(18,5), as
 * Snowflake has it: what does not fit fails. A boolean is never coerced to a number.
 */
export function asNumber(sql: Sql, where: string): Sql {
  scalar(sql, where);
  if (sql.type === 'text') return numberOf(sql);
  if (sql.type === 'boolean') return refuse(`A boolean under ${where}`, sql.at, 'Cast it to a number.');
  if (isTemporal(sql.type) || sql.type === 'binary')
    return refuse(`A ${sql.type.toUpperCase()} under ${where}`, sql.at);
  return sql;
}

/** A value where a FLOAT belongs. */
export function asFloat(sql: Sql, where: string): Sql {
  if (sql.type === 'float') return sql;
  const value = sql.type === 'text' ? sql : asNumber(sql, where);
  return cast(value, storage({ name: 'FLOAT', parameters: [], at: sql.at }));
}

function numberOf(sql: Sql): Sql {
  const [, digits] = /^'\s*\+?(-?(?:\d+(?:\.\d+)?|\.\d+))\s*'$/.exec(sql.text) ?? [];
  if (digits !== undefined && digits.replace(/\D/g, '').length <= 38)
    return simple(digits, digits.includes('.') ? 'number' : 'integer', sql.at);
  return cast(sql, storage({ name: 'NUMBER', parameters: [18, 5], at: sql.at }));
}

/** AND, OR, NOT, WHERE: a number is true unless it is zero, a text is 'true' or 'false'. */
export function asBoolean(sql: Sql, where: string): Sql {
  switch (sql.type) {
    case 'text':
      return macro('implied_boolean', [sql], 'boolean', sql.at);
    case 'integer':
    case 'number':
      return compound(`${within(sql, Level.Concatenation)} <> 0`, Level.Comparison, 'boolean', sql.at);
    case 'float':
    case 'numeric':
    case 'variant':
      return cast(sql, storage({ name: 'BOOLEAN', parameters: [], at: sql.at }));
    default:
      return isSemiStructured(sql.type) || isTemporal(sql.type)
        ? refuse(`A value that is no boolean under ${where}`, sql.at, 'Add ::boolean or compare it.')
        : sql;
  }
}

const isTemporal = (type: Type): boolean =>
  type === 'date' || type === 'time' || type === 'timestamp' || type === 'timestamptz';

/** NULL and what is not known take the type of what they stand beside. */
const tells = ({ type }: Sql): boolean => type !== 'null' && type !== 'unknown';

/** Values that are compared with each other, as DuckDB may compare them. */
export function compared(values: readonly Sql[], where: string): readonly Sql[] {
  if (values.some(({ type }) => isSemiStructured(type))) return comparedVariants(values, where);
  const known = values.filter(tells).map(({ type }) => type);
  const target = comparedAs(known);
  if (target === 'refused') return refused(values, where);
  return target === undefined ? values : values.map((value) => as(value, target, where));
}

/** The type that all are brought to: undefined where DuckDB compares them as Snowflake does. */
function comparedAs(types: readonly Type[]): Type | 'refused' | undefined {
  const has = (...some: readonly Type[]): boolean => types.some((type) => some.includes(type));
  const all = (test: (type: Type) => boolean): boolean => types.every(test);
  if (has('variant', 'array', 'object', 'binary', 'interval')) {
    if (has('variant') && has('text') && all((type) => type === 'variant' || type === 'text')) return 'text';
    return all((type) => type === 'binary') ? undefined : 'refused';
  }
  if (has('boolean'))
    return all((type) => type === 'boolean')
      ? undefined
      : all((type) => type === 'boolean' || type === 'text' || isNumeric(type))
        ? 'boolean'
        : 'refused';
  if (types.some(isNumeric)) {
    if (all(isNumeric)) return undefined;
    return all((type) => type === 'text' || isNumeric(type))
      ? has('float')
        ? 'float'
        : 'number'
      : 'refused';
  }
  return temporalOf(types);
}

/** Texts beside a date are read as dates; a date beside a timestamp is its midnight, in both engines. */
function temporalOf(types: readonly Type[]): Type | 'refused' | undefined {
  const moments = types.filter(isTemporal);
  const times = moments.filter((type) => type === 'time');
  if (times.length > 0 && times.length < moments.length) return 'refused';
  if (moments.length === 0 || moments.length === types.length) return undefined;
  const widest = (['timestamptz', 'timestamp', 'date', 'time'] as const).find((type) =>
    moments.includes(type),
  );
  return widest ?? undefined;
}

const NAMES: Readonly<Partial<Record<Type, string>>> = {
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP_NTZ',
  timestamptz: 'TIMESTAMP_LTZ',
};

function as(value: Sql, target: Type, where: string): Sql {
  if (!tells(value) || value.type === target) return value;
  if (target === 'text') return text(value, where);
  if (target === 'boolean') return asBoolean(value, where);
  if (target === 'float') return isNumeric(value.type) ? value : asFloat(value, where);
  if (target === 'number') return asNumber(value, where);
  const name = NAMES[target];
  if (value.type !== 'text' || name === undefined) return value;
  return cast(value, storage({ name, parameters: [], at: value.at }));
}

function refused(values: readonly Sql[], where: string): never {
  const known = values.filter(tells);
  const [first] = known;
  const other = known.find((value) => kindOf(value) !== (first && kindOf(first))) ?? first;
  if (!first || !other) throw new Error('values of no type are not refused');
  const semi = known.find((value) => isSemiStructured(value.type));
  if (semi) return refuse(`A VARIANT inside ${where} without a cast`, semi.at, 'Add ::type.');
  return refuse(`${where} with ${kindOf(first)} beside ${kindOf(other)}`, other.at, 'Cast them to one type.');
}

function kindOf({ type }: Sql): string {
  if (isNumeric(type)) return 'a number';
  return isSemiStructured(type) ? 'a VARIANT' : `a ${type.toUpperCase()}`;
}

/**
 * Several alternatives of one value (CASE, COALESCE, VALUES, …): a text beside a number is a number, beside a date a
 * date. A boolean beside anything else is refused, and so is a VARIANT.
 */
export function alternatives(values: readonly Sql[], where: string): readonly Sql[] {
  const known = values.filter(tells).map(({ type }) => type);
  if (known.every(isSemiStructured)) return values;
  const mixes = (type: Type): boolean => known.includes(type) && known.some((other) => other !== type);
  const target = comparedAs(known);
  if (target === 'refused' || mixes('boolean') || mixes('variant') || mixes('timestamptz'))
    return refused(values, where);
  if (target === undefined) return values;
  return values.map((value) => as(value, target, where));
}
