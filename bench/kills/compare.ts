import { DuckDBInstance } from '@duckdb/node-api';
import { identifier } from '../../engine/warehouse/identifier';

const literal = (path: string): string => `'${path.replaceAll("'", "''")}'`;

/** A table that is not the same in both databases, by its rows. */
export interface Difference {
  readonly table: string;
  readonly missing: number;
  readonly surplus: number;
}

export interface Compared {
  readonly tables: number;
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** Every table of gold of two databases that nobody has open, row by row. */
export async function compareGold(expected: string, found: string): Promise<Compared> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rowsOf = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await connection.runAndReadAll(sql)).getRows();
  try {
    await connection.run(`ATTACH ${literal(expected)} AS expected (READ_ONLY)`);
    await connection.run(`ATTACH ${literal(found)} AS found (READ_ONLY)`);
    // What is kept of earlier builds has a name with two underscores.
    const tables = await rowsOf(
      `SELECT schema_name, table_name FROM duckdb_tables()
       WHERE database_name = 'expected' AND schema_name LIKE 'GOLD%' AND NOT contains(table_name, '__')
       ORDER BY ALL`,
    );
    if (tables.length === 0) throw new Error(`${expected} has no gold`);
    const differences: Difference[] = [];
    let rows = 0;
    for (const [schema, name] of tables) {
      const table = `${identifier(String(schema))}.${identifier(String(name))}`;
      const [[all, missing, surplus] = []] = await rowsOf(
        `SELECT (SELECT count(*) FROM expected.${table}),
           (SELECT count(*) FROM (FROM expected.${table} EXCEPT ALL FROM found.${table})),
           (SELECT count(*) FROM (FROM found.${table} EXCEPT ALL FROM expected.${table}))`,
      );
      rows += Number(all);
      if (Number(missing) + Number(surplus) > 0)
        differences.push({ table, missing: Number(missing), surplus: Number(surplus) });
    }
    return { tables: tables.length, rows, differences };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
