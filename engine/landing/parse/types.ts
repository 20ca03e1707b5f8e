/** One row: its fields in the file's order, as text. */
export interface ParsedRow {
  /** METADATA$FILE_ROW_NUMBER: records counted from 1 after the header, blank lines left out. */
  readonly row: number;
  readonly fields: readonly (string | null)[];
}

/** A row that Snowflake would not load. */
export interface BadRow {
  readonly row: number;
  /** Where the error was seen, both from 1. */
  readonly line: number;
  readonly character: number;
  /** Index of the field, from 0. */
  readonly field: number;
  /** In Snowflake's words. */
  readonly reason: string;
  /** The row as it stands in the file; what is no UTF-8 in it is replaced. */
  readonly raw: string;
}

export interface ParsedBatch {
  readonly rows: readonly ParsedRow[];
  readonly bad: readonly BadRow[];
}

export interface ParsedFile {
  /** Names of the parsed header; undefined where the format has none, empty where the file is. */
  readonly header: readonly string[] | undefined;
  /** Throws `UnreadableFile`: then nothing of the file may be kept, whatever came before. */
  readonly batches: AsyncIterable<ParsedBatch>;
}

/** What is wrong with the file as a whole: it loads nothing. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: string,
    readonly line: number = 0,
    readonly character: number = 0,
  ) {
    super(reason);
    this.name = 'UnreadableFile';
  }
}
