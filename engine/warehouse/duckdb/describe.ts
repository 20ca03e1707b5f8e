import { messageOf } from '../../errors';
import { duckdbName, type Connection } from './connection';
import { translatorType } from './column-types';
import type { Columns } from './translate';

/**
 * The columns of a table or view as DuckDB binds it in this session and transaction (some 0.3 ms: nothing is run);
 * undefined where it does not exist, which the statement itself will then say.
 */
export async function describe(connection: Connection, relation: readonly string[]): Promise<Columns> {
  try {
    const columns = await connection.resultColumns(`SELECT * FROM ${duckdbName(...relation)}`);
    return columns.map(({ name, type }) => ({ name, type: translatorType(type), stored: type.toString() }));
  } catch (error: unknown) {
    if (/^(Catalog|Binder) Error/.test(messageOf(error))) return undefined;
    throw error;
  }
}
