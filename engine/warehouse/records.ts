import type { Result } from './port';

/** A row's cells as text by the name of the column; empty where there is none or it is null. */
export type Field = (name: string) => string;

/** The columns of SHOW and DESCRIBE are found by name: new ones are added in between. */
export function records({ columns, rows }: Result): readonly Field[] {
  const index = new Map(columns.map(({ name }, position) => [name.toLowerCase(), position]));
  return rows.map((row) => (name) => String(row[index.get(name) ?? -1] ?? ''));
}
