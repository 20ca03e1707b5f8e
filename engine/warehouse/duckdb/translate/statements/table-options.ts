import { expression } from '../syntax/expression';
import type { Reader } from '../syntax/reader';

export interface TableOptions {
  readonly comment?: string | undefined;
  readonly rowTimestamp: boolean;
}

/** Settings of storage and history that say nothing about results. */
const WITHOUT_EFFECT = [
  'DATA_RETENTION_TIME_IN_DAYS',
  'MAX_DATA_EXTENSION_TIME_IN_DAYS',
  'CHANGE_TRACKING',
  'ENABLE_SCHEMA_EVOLUTION',
] as const;

/** https://docs.snowflake.com/en/sql-reference/sql/create-table; an option that is not listed is refused by the parser. */
export function tableOptions(reader: Reader): TableOptions {
  let comment: string | undefined;
  let rowTimestamp = false;
  for (;;) {
    const ignored = WITHOUT_EFFECT.find((option) => reader.is(option));
    if (ignored) {
      reader.next();
      reader.expect('=');
      reader.next();
    } else if (reader.take('CLUSTER', 'BY')) {
      if (reader.is('LINEAR')) reader.next();
      reader.parenthesized(() => reader.list(() => expression(reader)));
    } else if (reader.take('COPY', 'GRANTS')) continue;
    else if (reader.take('COMMENT')) {
      reader.expect('=');
      comment = reader.string();
    } else if (reader.take('ROW_TIMESTAMP')) {
      reader.expect('=');
      rowTimestamp = reader.take('TRUE');
      if (!rowTimestamp) reader.expect('FALSE');
    } else return { comment, rowTimestamp };
  }
}
