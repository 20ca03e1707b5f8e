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
  'ERROR_LOGGING',
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
    } else if (reader.take('COPY', 'GRANTS') || reader.take('COPY', 'TAGS') || skipTags(reader)) continue;
    else if (reader.take('COMMENT')) {
      reader.expect('=');
      comment = reader.string();
    } else if (reader.take('ROW_TIMESTAMP')) {
      reader.expect('=');
      rowTimestamp = reader.take('TRUE');
      if (!rowTimestamp) reader.expect('FALSE');
    } else {
      if (reader.is('WITH') || reader.is('ROW', 'ACCESS')) reader.refuse('A policy on a table or view');
      return { comment, rowTimestamp };
    }
  }
}

/** `[WITH] TAG (name = 'value', …)`: tags say nothing about results. */
export function skipTags(reader: Reader): boolean {
  if (!reader.take('WITH', 'TAG') && !(reader.is('TAG', '(') && reader.take('TAG'))) return false;
  reader.parenthesized(() =>
    reader.list(() => {
      reader.path();
      reader.expect('=');
      return reader.string();
    }),
  );
  return true;
}
