import { literal } from '../warehouse/identifier';

/**
 * File formats with Snowflake's option names and defaults: what the setup statements print, what COPY INTO reads
 * back on DuckDB, and what the parsers follow.
 * https://docs.snowflake.com/en/sql-reference/sql/create-file-format
 */
export interface CsvFormat {
  readonly type: 'CSV';
  readonly compression: 'AUTO' | 'GZIP' | 'NONE';
  /** One ASCII character, or undefined for NONE: the whole line is one field. */
  readonly fieldDelimiter: string | undefined;
  readonly parseHeader: boolean;
  readonly skipHeader: number;
  readonly skipBlankLines: boolean;
  readonly fieldOptionallyEnclosedBy: '"' | undefined;
  readonly nullIf: readonly string[];
  readonly errorOnColumnCountMismatch: boolean;
  readonly replaceInvalidCharacters: boolean;
  readonly emptyFieldAsNull: boolean;
}

export interface JsonFormat {
  readonly type: 'JSON';
  readonly compression: 'AUTO' | 'GZIP' | 'NONE';
  readonly stripOuterArray: boolean;
}

export interface ParquetFormat {
  readonly type: 'PARQUET';
}

export type FileFormat = CsvFormat | JsonFormat | ParquetFormat;

/** What the formats of this project, and Snowflake's own default, are told apart from. */
export const plainCsv: CsvFormat = {
  type: 'CSV',
  compression: 'AUTO',
  fieldDelimiter: ',',
  parseHeader: false,
  skipHeader: 0,
  skipBlankLines: false,
  fieldOptionallyEnclosedBy: undefined,
  nullIf: [],
  errorOnColumnCountMismatch: true,
  replaceInvalidCharacters: false,
  emptyFieldAsNull: true,
};

/**
 * RFC 4180 with a header. Blank lines are skipped, since Snowflake otherwise fails on them; `\N` and the like are
 * kept as they are written, since silver decides what they mean.
 */
export const csvWithHeader: CsvFormat = {
  ...plainCsv,
  parseHeader: true,
  skipBlankLines: true,
  fieldOptionallyEnclosedBy: '"',
  errorOnColumnCountMismatch: false,
};

/** The same files read by position: external tables do not take PARSE_HEADER. */
export const csvByPosition: CsvFormat = { ...csvWithHeader, parseHeader: false, skipHeader: 1 };

/** JSON lines as a CSV of one field without delimiter, quote or escape, so that no line can fail to load. */
export const jsonLines: CsvFormat = {
  ...plainCsv,
  fieldDelimiter: undefined,
  skipBlankLines: true,
  errorOnColumnCountMismatch: false,
  replaceInvalidCharacters: true,
};

/** One row an element of an outer array, or a document, pretty-printed or not. */
export const jsonDocuments: JsonFormat = { type: 'JSON', compression: 'AUTO', stripOuterArray: true };

export const parquet: ParquetFormat = { type: 'PARQUET' };

const flag = (value: boolean): string => (value ? 'TRUE' : 'FALSE');

/** The options as CREATE FILE FORMAT takes them, one a line; every one that decides what loads is spelled out. */
export function formatOptions(format: FileFormat): readonly string[] {
  switch (format.type) {
    case 'CSV':
      return [
        'TYPE = CSV',
        `COMPRESSION = ${format.compression}`,
        "RECORD_DELIMITER = '\\n'",
        `FIELD_DELIMITER = ${format.fieldDelimiter === undefined ? 'NONE' : literal(format.fieldDelimiter)}`,
        format.parseHeader ? 'PARSE_HEADER = TRUE' : `SKIP_HEADER = ${format.skipHeader}`,
        `SKIP_BLANK_LINES = ${flag(format.skipBlankLines)}`,
        `FIELD_OPTIONALLY_ENCLOSED_BY = ${format.fieldOptionallyEnclosedBy === undefined ? 'NONE' : literal(format.fieldOptionallyEnclosedBy)}`,
        'ESCAPE = NONE',
        'ESCAPE_UNENCLOSED_FIELD = NONE',
        'TRIM_SPACE = FALSE',
        `NULL_IF = (${format.nullIf.map(literal).join(', ')})`,
        `EMPTY_FIELD_AS_NULL = ${flag(format.emptyFieldAsNull)}`,
        `ERROR_ON_COLUMN_COUNT_MISMATCH = ${flag(format.errorOnColumnCountMismatch)}`,
        `REPLACE_INVALID_CHARACTERS = ${flag(format.replaceInvalidCharacters)}`,
        'SKIP_BYTE_ORDER_MARK = TRUE',
        "ENCODING = 'UTF8'",
      ];
    case 'JSON':
      return [
        'TYPE = JSON',
        `COMPRESSION = ${format.compression}`,
        `STRIP_OUTER_ARRAY = ${flag(format.stripOuterArray)}`,
        'SKIP_BYTE_ORDER_MARK = TRUE',
      ];
    case 'PARQUET':
      return ['TYPE = PARQUET', 'USE_VECTORIZED_SCANNER = TRUE'];
  }
}
