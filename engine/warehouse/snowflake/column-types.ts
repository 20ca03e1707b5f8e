import type { ColumnKind, Column } from '../port';

type Typed = Pick<Column, 'kind' | 'type'>;

/** What the driver says of a column of a result. */
export interface ResultColumn {
  getName(): string;
  getType(): string;
  getPrecision(): number;
  getScale(): number;
}

/** The type of a column of a result: the wire has its own names (`fixed`, `real`). */
export function resultColumn(column: ResultColumn): Column {
  const name = column.getName();
  switch (column.getType()) {
    case 'fixed':
      return { name, kind: 'NUMBER', type: `NUMBER(${column.getPrecision()},${column.getScale()})` };
    case 'real':
      return { name, kind: 'FLOAT', type: 'FLOAT' };
    case 'text':
      return { name, kind: 'TEXT', type: 'VARCHAR' };
    default:
      return { name, ...declaredType(column.getType()) };
  }
}

const SYNONYMS: { readonly [name: string]: ColumnKind } = {
  NUMBER: 'NUMBER',
  FLOAT: 'FLOAT',
  VARCHAR: 'TEXT',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  TIME: 'TIME',
  TIMESTAMP_NTZ: 'TIMESTAMP_NTZ',
  TIMESTAMP_LTZ: 'TIMESTAMP_LTZ',
  TIMESTAMP_TZ: 'TIMESTAMP_TZ',
  VARIANT: 'VARIANT',
  OBJECT: 'OBJECT',
  MAP: 'OBJECT',
  ARRAY: 'ARRAY',
  BINARY: 'BINARY',
};

/** What VARCHAR without a length is, before and after Snowflake raised it. */
const WIDEST = new Set(['16777216', '134217728']);

/** The type of a column as DESCRIBE spells it: `NUMBER(18,2)`, `VARCHAR(16777216)`, `TIMESTAMP_NTZ(9)`. */
export function declaredType(text: string): Typed {
  const [, name = '', size] = /^(\w+)(?:\((.*)\))?/.exec(text.toUpperCase()) ?? [];
  const kind = SYNONYMS[name] ?? 'TEXT';
  if (kind === 'NUMBER') return { kind, type: `NUMBER(${size ?? '38,0'})` };
  if (kind === 'TEXT') {
    return { kind, type: size === undefined || WIDEST.has(size) ? 'VARCHAR' : `VARCHAR(${size})` };
  }
  return { kind, type: kind };
}
