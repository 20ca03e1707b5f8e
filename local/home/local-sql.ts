import { LakehouseError } from '../../engine/errors';
import { ROW_TIMESTAMP_COLUMN, translate, type Columns } from '../../engine/warehouse/duckdb/translate';
import { Translations } from '../../engine/warehouse/duckdb/translations';
import { relationText } from '../../engine/warehouse/identifier';
import type { Column, ColumnKind, RelationName, WarehouseReader } from '../../engine/warehouse/port';
import { DATABASE } from './project';

type Known = NonNullable<Columns>[number];

/** What the local database runs for a statement, with what it knows of the columns of the tables that are there. */
export function localSql(warehouse: WarehouseReader): (sql: string) => Promise<string> {
  const translations = new Translations(translate);
  return async (sql) => {
    const asksTime = new RegExp(ROW_TIMESTAMP_COLUMN.replace('$', '\\$'), 'i').test(sql);
    const { statements } = await translations.of(sql, {
      columns: async (parts) => {
        const [name = '', schema = 'PUBLIC', database = DATABASE] = [...parts].reverse();
        const relation = { database, schema, name };
        const columns = await warehouse.columns(relation);
        const hidden = columns && asksTime ? await commitTime(warehouse, relation) : [];
        return columns && [...columns, ...hidden].map(knownColumn);
      },
    });
    return statements.join(';\n');
  };
}

/** A table's hidden column, which only a question by its name tells of. */
async function commitTime(warehouse: WarehouseReader, relation: RelationName): Promise<readonly Column[]> {
  try {
    const sql = `select ${ROW_TIMESTAMP_COLUMN} from ${relationText(relation)} limit 0`;
    return (await warehouse.query(sql)).columns;
  } catch (e: unknown) {
    if (e instanceof LakehouseError && e.code === 'LH502') return [];
    throw e;
  }
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
