import { translate as translateSql } from '../../engine/warehouse/duckdb/translate';
import type { GlobalOptions, Io } from '../io';
import { printJson } from '../output/answer';

export async function translate(options: GlobalOptions, io: Io, sql: string): Promise<number> {
  const { kind, statements } = translateSql(sql);
  if (options.json) printJson(io, { kind, statements });
  else if (statements.length === 0)
    io.err.write('Nothing: this statement has no effect on the local database.\n');
  else io.out.write(`${statements.join(';\n')};\n`);
  return 0;
}
