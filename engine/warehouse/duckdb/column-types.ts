import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { fail } from '../../errors';
import type { Column, ColumnKind } from '../port';
import type { Type } from './translate/emit/type';

type Typed = Pick<Column, 'kind' | 'type'>;

const plain = (kind: ColumnKind, type: string = kind): Typed => ({ kind, type });
const whole = plain('NUMBER', 'NUMBER(38,0)');

/** The Snowflake type of a DuckDB type. Snowflake has one integer type; its INTEGER is NUMBER(38,0). */
export function snowflakeType(type: DuckDBType): Typed {
  // JSON is VARCHAR with an alias.
  if (type.alias === 'JSON') return plain('VARIANT');
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return plain('BOOLEAN');
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return whole;
    case DuckDBTypeId.DECIMAL:
      return 'width' in type && 'scale' in type
        ? plain('NUMBER', `NUMBER(${String(type.width)},${String(type.scale)})`)
        : whole;
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return plain('FLOAT');
    case DuckDBTypeId.DATE:
      return plain('DATE');
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
      return plain('TIME');
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return plain('TIMESTAMP_NTZ');
    // DuckDB keeps an instant: Snowflake's LTZ. It has no type that keeps an offset.
    case DuckDBTypeId.TIMESTAMP_TZ:
      return plain('TIMESTAMP_LTZ');
    case DuckDBTypeId.BLOB:
      return plain('BINARY');
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return plain('ARRAY');
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
      return plain('OBJECT');
    case DuckDBTypeId.INTERVAL:
      return noInterval();
    default:
      return plain('TEXT', 'VARCHAR');
  }
}

/** What the translator calls a DuckDB type; `unknown` where no Snowflake type is stored so. */
export function translatorType(type: DuckDBType): Type {
  if (type.alias === 'JSON') return 'variant';
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return 'boolean';
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return 'integer';
    case DuckDBTypeId.DECIMAL:
      return 'number';
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return 'float';
    case DuckDBTypeId.DATE:
      return 'date';
    case DuckDBTypeId.TIME:
      return 'time';
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return 'timestamp';
    case DuckDBTypeId.TIMESTAMP_TZ:
      return 'timestamptz';
    case DuckDBTypeId.BLOB:
      return 'binary';
    case DuckDBTypeId.VARCHAR:
      return 'text';
    default:
      return 'unknown';
  }
}

/** The Snowflake type of a DuckDB type as DuckDB's catalog spells it. */
export function snowflakeTypeNamed(name: string): Typed {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(name);
  if (decimal) return plain('NUMBER', `NUMBER(${decimal[1] ?? ''},${decimal[2] ?? ''})`);
  if (name.endsWith(']')) return plain('ARRAY');
  if (/^(STRUCT|MAP)\(/.test(name)) return plain('OBJECT');
  if (name === 'INTERVAL') return noInterval();
  return NAMED[name] ?? plain('TEXT', 'VARCHAR');
}

/** A difference of two timestamps: which columns are timestamps shows only when DuckDB has bound the statement. */
function noInterval(): never {
  return fail(
    'LH501',
    'A difference of two timestamps is not supported on the local engine. Use DATEDIFF or TIMESTAMPDIFF.',
  );
}

const NAMED: Readonly<Record<string, Typed>> = {
  BOOLEAN: plain('BOOLEAN'),
  TINYINT: whole,
  SMALLINT: whole,
  INTEGER: whole,
  BIGINT: whole,
  UTINYINT: whole,
  USMALLINT: whole,
  UINTEGER: whole,
  UBIGINT: whole,
  HUGEINT: whole,
  UHUGEINT: whole,
  FLOAT: plain('FLOAT'),
  DOUBLE: plain('FLOAT'),
  DATE: plain('DATE'),
  TIME: plain('TIME'),
  TIMESTAMP: plain('TIMESTAMP_NTZ'),
  TIMESTAMP_S: plain('TIMESTAMP_NTZ'),
  TIMESTAMP_MS: plain('TIMESTAMP_NTZ'),
  TIMESTAMP_NS: plain('TIMESTAMP_NTZ'),
  'TIMESTAMP WITH TIME ZONE': plain('TIMESTAMP_LTZ'),
  BLOB: plain('BINARY'),
  JSON: plain('VARIANT'),
};
