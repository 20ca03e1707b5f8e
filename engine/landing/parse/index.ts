import type { CsvFormat, JsonFormat } from '../file-format';
import { parseCsv } from './csv';
import { parseJson } from './json';
import type { ParsedFile } from './types';

export { UnreadableFile, type BadRow, type ParsedBatch, type ParsedFile, type ParsedRow } from './types';

/**
 * The rows of a file as Snowpipe would load them, and those it would refuse, in bounded memory. The only parser of
 * landed text files: the local pipe loads with it, the monitor of the cloud explains Snowpipe's errors with it.
 */
export async function parseFile(
  content: AsyncIterable<Uint8Array>,
  format: CsvFormat | JsonFormat,
): Promise<ParsedFile> {
  switch (format.type) {
    case 'CSV':
      return parseCsv(content, format);
    case 'JSON':
      return parseJson(content, format);
  }
}
