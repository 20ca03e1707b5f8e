import { storage } from '../emit/data-type';
import { macro } from '../emit/macro';
import { atom, type Sql } from '../emit/sql';
import { isNumeric, isSemiStructured, type Type } from '../emit/type';
import { refuse } from '../refusal';
import { cast } from './cast';

/**
 * VARIANT beside something else in a comparison. Of VARIANT and text, date or time only the VARIANT can be coerced, so
 * it becomes what stands beside it; beside a number it does as well, and what is no number fails.
 * https://docs.snowflake.com/en/sql-reference/data-type-conversion#data-types-that-can-be-cast
 */
export function comparedVariants(values: readonly Sql[], where: string): readonly Sql[] {
  const variants = values.filter(({ type }) => isSemiStructured(type));
  const others = values.filter(({ type }) => !isSemiStructured(type) && type !== 'null');
  const [first] = variants;
  if (!first) return values;
  if (others.length === 0) return variants.length === 1 ? values : alike(values, variants, where);
  const whole = variants.find(({ type }) => type !== 'variant');
  if (whole) return refused(whole, where);
  const convert = conversion(others, where);
  return convert ? values.map((value) => convert(value)) : refused(first, where);
}

const refused = (sql: Sql, where: string): never =>
  refuse(`A VARIANT inside ${where} without a cast`, sql.at, 'Add ::type.');

const EQUALITIES = new Set(['=', '<>', 'IN', 'CASE', 'DECODE', 'EQUAL_NULL', 'IS DISTINCT FROM']);

/** Equal VARIANTs have one canonical text; which of two is greater is documented for values of one type alone. */
function alike(values: readonly Sql[], variants: readonly Sql[], where: string): readonly Sql[] {
  const [first] = variants;
  if (first && !EQUALITIES.has(where)) refused(first, where);
  return values.map((value) =>
    value.type === 'null' ? value : macro('element_key', [value], 'text', value.at),
  );
}

type Convert = (value: Sql) => Sql;

function conversion(others: readonly Sql[], where: string): Convert | undefined {
  const types = others.map(({ type }) => type);
  if (types.every((type) => type === 'text')) return toText(others, where);
  if (types.every(isNumeric)) return toNumber(others);
  const [type] = types;
  const name = type && NAMES[type];
  if (name === undefined || types.some((other) => other !== type)) return undefined;
  return (value) =>
    value.type === 'variant' ? cast(value, storage({ name, parameters: [], at: value.at })) : value;
}

const NAMES: Readonly<Partial<Record<Type, string>>> = {
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP_NTZ',
  timestamptz: 'TIMESTAMP_LTZ',
};

/**
 * Only texts read as a literal that does not look like a number, an object or an array, so the plain text of the path
 * tells whether they are equal.
 */
function toText(others: readonly Sql[], where: string): Convert {
  const plain = EQUALITIES.has(where) && others.every(({ text }) => /^'[^\d\s.{[+-][^]*'$/.test(text));
  return (value) => {
    if (value.type !== 'variant') return value;
    const { json } = value;
    if (plain && json) return atom(`json_extract_string(${json.from}, ${json.path})`, 'text', value.at);
    return cast(value, storage({ name: 'VARCHAR', parameters: [], at: value.at }));
  };
}

const SHORT = /^-?(?:\d\.?){1,15}$/;

/**
 * As doubles where that is exact enough: beside floats and literals of up to 15 digits. Beside other numbers both are
 * decimals, because a double does not tell long keys apart.
 */
function toNumber(others: readonly Sql[]): Convert {
  const double = others.every(({ type, text }) => type === 'float' || type === 'numeric' || SHORT.test(text));
  return (value) => {
    const { at, type, text, json } = value;
    if (type === 'null') return value;
    if (type !== 'variant') return double ? value : atom(`CAST(${text} AS DECIMAL(38,18))`, 'number', at);
    if (double) return cast(value, storage({ name: 'DOUBLE', parameters: [], at }));
    const plain = json
      ? `json_extract_string(${json.from}, ${json.path})`
      : `json_extract_string(${text}, '$')`;
    return macro('text_to_long_decimal', [atom(plain, 'text', at)], 'number', at);
  };
}
