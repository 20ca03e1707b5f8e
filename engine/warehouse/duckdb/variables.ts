import { fail } from '../../errors';
import type { Cell, Column } from '../port';

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A value as a literal of Snowflake's SQL: what a session variable stands for in later statements. */
export function variableLiteral(value: Cell, { kind, type }: Column): string {
  if (value === null) return 'NULL';
  switch (kind) {
    case 'NUMBER':
      return type.endsWith(',0)') ? String(value) : `${String(value)}::${type}`;
    case 'FLOAT':
      return `${text(String(value))}::FLOAT`;
    case 'BOOLEAN':
      return value === true ? 'TRUE' : 'FALSE';
    case 'TEXT':
      return text(String(value));
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
      return `${text(String(value))}::${kind}`;
    default:
      return fail(
        'LH501',
        `A variable of type ${kind} is not supported on the local engine. Cast the value to a text.`,
      );
  }
}
