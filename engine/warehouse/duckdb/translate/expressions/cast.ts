import { storage, type Storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { decimalNamed, withDecimal } from '../emit/decimal';
import { macro } from '../emit/macro';
import { scalar, text } from '../emit/operand';
import { atom, simple, type Sql } from '../emit/sql';
import { isSemiStructured } from '../emit/type';
import { zonedInstant, zonedWallClock } from '../functions/dates/timezone';
import { toVariant } from '../functions/semistructured';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';
import { isMoment, moment, tryMoment } from './moment';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** `x::type`, CAST, TRY_CAST. https://docs.snowflake.com/en/sql-reference/data-type-conversion */
export function castExpression(node: Node<'cast'>, env: Environment): Sql {
  const target = storage(node.type);
  if (/^TIMESTAMP_?TZ$/.test(node.type.name)) {
    refuse(
      'A cast to TIMESTAMP_TZ',
      node.type.at,
      'Its offset would be lost: use TIMESTAMP_NTZ or TIMESTAMP_LTZ.',
    );
  }
  const operand = zonedAs(node.expression, target.type, env) ?? env.expression(node.expression, env);
  return node.try ? tryCast(operand, target) : cast(operand, target);
}

/** A TIMESTAMP_TZ has an instant and a wall clock: which of them is cast depends on the target. */
function zonedAs(node: Expression, type: Sql['type'], env: Environment): Sql | undefined {
  if (type === 'timestamptz') return zonedInstant(node, env);
  return isMoment(type) ? zonedWallClock(node, env) : undefined;
}

/** TRY_CAST takes a text alone: https://docs.snowflake.com/en/sql-reference/functions/try_cast */
export function tryCast(operand: Sql, target: Storage): Sql {
  const { at, type } = operand;
  if (type === 'null') return cast(operand, target);
  if (type !== 'text' && type !== 'unknown')
    refuse(`TRY_CAST of a ${type.toUpperCase()}`, at, 'TRY_CAST takes a text: use CAST.');
  switch (target.type) {
    case 'integer':
      return atom(`CAST(TRY_CAST(${digits(operand)} AS DECIMAL(38,0)) AS BIGINT)`, 'integer', at);
    case 'number':
    case 'float':
      return withDecimal(
        atom(`TRY_CAST(${digits(operand)} AS ${target.sql})`, target.type, at),
        decimalNamed(target.sql),
      );
    case 'boolean':
      return macro('try_boolean', [operand], 'boolean', at);
    case 'date':
    case 'timestamp':
    case 'timestamptz':
    case 'time':
      return tryMoment(operand, target.type);
    case 'text':
      return target.length === undefined
        ? text(operand, 'TRY_CAST')
        : macro('try_fitting', [operand, simple(String(target.length), 'integer', at)], 'text', at);
    default:
      return refuse(`TRY_CAST to ${target.type.toUpperCase()}`, at);
  }
}

export function cast(operand: Sql, target: Storage): Sql {
  const from =
    isSemiStructured(operand.type) && !isSemiStructured(target.type)
      ? unwrapped(operand, target.type)
      : operand;
  const { at } = from;
  switch (target.type) {
    case 'integer':
      // What a literal of more than 18 digits holds does not fit into a BIGINT.
      if (from.type === 'integer' && /^-?\d{19,38}$/.test(from.text)) return from;
      if (from.type === 'integer' || from.type === 'null')
        return keep(from, `CAST(${from.text} AS BIGINT)`, 'integer');
      if (from.type === 'float')
        return atom(`CAST(${decimal(from, 'DECIMAL(38,0)', 0).text} AS BIGINT)`, 'integer', at);
      if (from.type === 'text') return macro('text_to_integer', [from], 'integer', at);
      return atom(`CAST(CAST(${numeric(from)} AS DECIMAL(38,0)) AS BIGINT)`, 'integer', at);
    case 'number':
      if (from.type === 'float')
        return withDecimal(decimal(from, target.sql, target.scale ?? 0), decimalNamed(target.sql));
      return withDecimal(
        keep(from, `CAST(${numeric(from)} AS ${target.sql})`, 'number'),
        decimalNamed(target.sql),
      );
    case 'float':
      return keep(from, `CAST(${numeric(from)} AS DOUBLE)`, 'float');
    case 'text': {
      const value =
        from.type === 'null'
          ? atom('CAST(NULL AS VARCHAR)', 'text', at)
          : isSemiStructured(operand.type)
            ? from
            : text(from, 'CAST');
      const length = target.length === undefined ? undefined : simple(String(target.length), 'integer', at);
      return !length || fits(value, target.length) ? value : macro('fitting', [value, length], 'text', at);
    }
    case 'boolean':
      return from.type === 'boolean'
        ? from
        : from.type === 'text'
          ? macro('text_to_boolean', [from], 'boolean', at)
          : macro('to_boolean', [from], 'boolean', at);
    case 'date':
    case 'timestamp':
    case 'timestamptz':
    case 'time':
      return moment(operand, target.type);
    case 'variant':
      return atom(toVariant(from, 'a VARIANT'), 'variant', at);
    case 'array':
      return macro('as_array', [atom(toVariant(from, 'an ARRAY'), 'variant', at)], 'array', at);
    case 'object':
      return macro('as_object', [atom(toVariant(from, 'an OBJECT'), 'variant', at)], 'object', at);
    default:
      return refuse(`A cast to ${target.type.toUpperCase()}`, at);
  }
}

/** Escaped quotes count twice here, so a literal that fits by this count does fit. */
const fits = (value: Sql, length = 0): boolean =>
  value.simple && /^'[^]*'$/.test(value.text) && value.text.length - 2 <= length;

/**
 * The scalar inside a VARIANT as text; null for a JSON null. As text, objects and arrays come as JSON with sorted keys;
 * for other targets they fail to be read, so DuckDB's own text will do.
 */
function unwrapped(operand: Sql, target: Sql['type']): Sql {
  if (target === 'text') return macro('variant_to_text', [operand], 'text', operand.at);
  if (operand.json)
    return atom(`json_extract_string(${operand.json.from}, ${operand.json.path})`, 'text', operand.at);
  return atom(`json_extract_string(${operand.text}, '$')`, 'text', operand.at);
}

const keep = (from: Sql, text: string, type: Sql['type']): Sql => ({
  ...atom(text, type, from.at),
  simple: from.simple && from.type !== 'text',
});

function decimal(from: Sql, sql: string, scale: number): Sql {
  const [digits, type] = [String(scale), `CAST(NULL AS ${sql})`].map((text) =>
    simple(text, 'integer', from.at),
  );
  return digits && type ? macro('float_to_decimal', [from, digits, type], 'number', from.at) : from;
}

/** Only texts need care: see compat/numbers.ts. Dates are no numbers in Snowflake; nor has DuckDB such a cast. */
function numeric(from: Sql): string {
  if (from.type === 'text') return digits(from);
  if (from.type === 'unknown') return macro('number', [from], 'unknown', from.at).text;
  return scalar(from, 'a cast to NUMBER').text;
}

const digits = (from: Sql): string => macro('digits', [from], 'text', from.at).text;
