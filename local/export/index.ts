import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { literal, relationText } from '../../engine/warehouse/identifier';
import type { RelationName, Warehouse } from '../../engine/warehouse/port';

export type ExportFormat = 'parquet' | 'csv';

export interface ExportOptions {
  readonly warehouse: Warehouse;
  /** Those that are not built are passed over. */
  readonly relations: readonly RelationName[];
  readonly directory: string;
  readonly format: ExportFormat;
  readonly onProgress?: ((relation: string, done: number, all: number) => void) | undefined;
  /** Stops between two tables. */
  readonly signal?: AbortSignal | undefined;
}

export interface ExportedTable {
  readonly relation: string;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes published tables to files, `<directory>/<schema>/<table>.<format>`, for tools that cannot ask the owner of the
 * database. Each file appears whole: a reader never sees half of one.
 */
export async function exportTables(options: ExportOptions): Promise<readonly ExportedTable[]> {
  const { warehouse, relations, directory, format, onProgress, signal } = options;
  const there = new Set((await warehouse.catalog()).map(relationText));
  const wanted = relations.filter((relation) => there.has(relationText(relation)));
  const done: ExportedTable[] = [];
  for (const relation of wanted) {
    if (signal?.aborted) break;
    onProgress?.(`${relation.schema}.${relation.name}`, done.length, wanted.length);
    const folder = join(directory, relation.schema.toLowerCase());
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${relation.name.toLowerCase()}.${format}`);
    const part = `${file}.part`;
    const { rows } = await warehouse.query(
      `COPY INTO ${literal(pathToFileURL(part).href)} FROM ${relationText(relation)} ` +
        `FILE_FORMAT = (TYPE = ${format.toUpperCase()}) HEADER = TRUE SINGLE = TRUE OVERWRITE = TRUE`,
    );
    renameSync(part, file);
    const [unloaded, , bytes] = rows[0] ?? [];
    done.push({
      relation: `${relation.schema}.${relation.name}`,
      file,
      rows: Number(unloaded ?? 0),
      bytes: Number(bytes ?? 0),
    });
  }
  return done;
}
