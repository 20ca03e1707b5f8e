import type { Environment } from '../emit/environment';
import { ROW_TIMESTAMP_COLUMN } from '../query/star';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';

/** The commit time of a row is the adapter's to write: no statement may fill or change the hidden column by accident. */
export function refuseStamped(table: Path, what: string, env: Environment, instead: string): void {
  const columns = env.context?.columns(table.map((part) => part.text));
  if (columns?.some((column) => column.name === ROW_TIMESTAMP_COLUMN)) {
    refuse(`${what} a table with ROW_TIMESTAMP`, table[0]?.at ?? 0, instead);
  }
}
