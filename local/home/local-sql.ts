import { translate, type Columns } from '../../engine/warehouse/duckdb/translate';
import { Translations } from '../../engine/warehouse/duckdb/translations';
import type { Column, ColumnKind, WarehouseReader } from '../../engine/warehouse/port';
import { DATABASE } from './project';

type Known = NonNullable<Columns>[number];

/** What the local database runs for a statement, with what it knows of the columns of the tables that are there. */
export function localSql(warehouse: WarehouseReader): (sql: string) => Promise<string> {
  const translations = new Translations(translate);
  return async (sql) => {
    const { statements } = await translations.of(sql, async (relation) => {
      const [name = '', schema = 'PUBLIC', database = DATABASE] = [...relation].reverse();
      return (await warehouse.columns({ database, schema, name }))?.map(knownColumn);
    });
    return statements.join(';\n');
  };
}

const TYPES: Readonly<Record<ColumnKind, Known['type']>> = {
  NUMBER: 'number',
  FLOAT: 'float',
  TEXT: 'text',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP_NTZ: 'timestamp',
  TIMESTAMP_LTZ: 'timestamptz',
  TIMESTAMP_TZ: 'timestamptz',
  VARIANT: 'variant',
  OBJECT: 'object',
  ARRAY: 'array',
  BINARY: 'binary',
};

/** NUMBER(38,0) is kept in 64 bits, any other NUMBER as the DECIMAL of its digits. */
function knownColumn({ name, kind, type }: Column): Known {
  if (type === 'NUMBER(38,0)') return { name, type: 'integer', stored: 'BIGINT' };
  const digits = /^NUMBER\((\d+,\d+)\)$/.exec(type)?.[1];
  return { name, type: TYPES[kind], stored: digits === undefined ? undefined : `DECIMAL(${digits})` };
}
