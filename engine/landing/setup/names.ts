import type { SourceTable } from '../../project/types';
import type { RelationName } from '../../warehouse/port';
import type { FileFormat } from '../file-format';
import { csvByPosition, csvWithHeader, jsonDocuments, jsonLines, parquet } from '../file-format';
import type { LandingFormat } from '../../project/types';

/** Tables, stages and formats that all domains share live here. */
export const SHARED_SCHEMA = 'BRONZE';

export const shared = (database: string, name: string): RelationName => ({
  database,
  schema: SHARED_SCHEMA,
  name,
});

/** The one stage: the lake from `bronze/` down. */
export const lakeStage = (database: string): RelationName => shared(database, 'LAKE');
export const ledger = (database: string): RelationName => shared(database, 'LOAD_LEDGER');
export const loadErrors = (database: string): RelationName => shared(database, 'LOAD_ERRORS');

interface NamedFormat {
  readonly name: string;
  readonly format: FileFormat;
}

/** What COPY INTO reads a landing format with. */
export const formats: Readonly<Record<LandingFormat, NamedFormat>> = {
  csv: { name: 'CSV_WITH_HEADER', format: csvWithHeader },
  ndjson: { name: 'JSON_LINES', format: jsonLines },
  json: { name: 'JSON_DOCUMENTS', format: jsonDocuments },
  parquet: { name: 'PARQUET', format: parquet },
};

/** The options with which a landing format is read, by COPY INTO and by the parsers. */
export const fileFormatOf = (format: LandingFormat): FileFormat => formats[format].format;

/** What an external table reads it with. */
export const externalFormats: Readonly<Record<LandingFormat, NamedFormat>> = {
  ...formats,
  csv: { name: 'CSV_BY_POSITION', format: csvByPosition },
};

export const bronzeTable = (source: SourceTable, database: string): RelationName => ({
  database,
  schema: source.schema.toUpperCase(),
  name: source.identifier.toUpperCase(),
});

const sibling = (source: SourceTable, database: string, suffix: string): RelationName => {
  const table = bronzeTable(source, database);
  return { ...table, name: `${table.name}_${suffix}` };
};

export const pipeName = (source: SourceTable, database: string): RelationName =>
  sibling(source, database, 'PIPE');
export const externalTable = (source: SourceTable, database: string): RelationName =>
  sibling(source, database, 'EXTERNAL');
