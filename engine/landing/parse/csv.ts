import type { CsvFormat } from '../file-format';
import { plainBytes } from './bytes';
import { decode, readRecord, type RawError, type RawRecord } from './csv-record';
import { UnreadableFile, type BadRow, type ParsedBatch, type ParsedFile, type ParsedRow } from './types';

const LF = 0x0a;
const BATCH = 2048;
/** Snowflake's largest VARCHAR, in bytes: a record beyond it is none, and memory stays bounded. */
const MOST_BYTES = 134_217_728;
/** What is kept of a bad row: enough to find and mend it. */
const MOST_RAW_BYTES = 65_536;

interface Placed {
  readonly record: RawRecord;
  readonly bytes: Buffer;
  /** Line on which the record starts, from 1. */
  readonly line: number;
}

const linesIn = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
};

/** Records that are not blank, in batches: a call a record would cost more than the parsing. */
async function* records(
  content: AsyncIterable<Uint8Array>,
  format: CsvFormat,
  width: () => number | undefined,
): AsyncGenerator<readonly Placed[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  function* read(bytes: Buffer, final: boolean): Generator<Placed, number, undefined> {
    let at = 0;
    while (at < bytes.length) {
      const record = readRecord(bytes, at, final, format, width());
      if (!record) break;
      const blank = record.spans.length === 1 && record.from === record.to && !record.error;
      if (!blank || !format.skipBlankLines) yield { record, bytes, line };
      line += linesIn(bytes, at, record.next);
      at = record.next;
    }
    return at;
  }
  function* batches(bytes: Buffer, final: boolean): Generator<readonly Placed[], void, undefined> {
    const reader = read(bytes, final);
    let batch: Placed[] = [];
    for (let next = reader.next(); ; next = reader.next()) {
      if (next.done) {
        rest = bytes.subarray(next.value);
        break;
      }
      // The header decides how wide the others are: it is handed over alone.
      if (batch.push(next.value) >= (width() === undefined ? 1 : BATCH)) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }
  for await (const chunk of plainBytes(content, format.compression)) {
    yield* batches(
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : Buffer.concat([rest, chunk]),
      false,
    );
    if (rest.length > MOST_BYTES) {
      throw new UnreadableFile(
        `Max LOB size (${MOST_BYTES}) exceeded, actual size of parsed column is more`,
        line,
      );
    }
  }
  yield* batches(rest, true);
}

function badRow({ record, bytes, line }: Placed, error: RawError, row: number): BadRow {
  const lineStart = error.at === 0 ? 0 : bytes.lastIndexOf(LF, error.at - 1) + 1;
  return {
    row,
    line: line + linesIn(bytes, record.from, error.at),
    character: error.at - Math.max(lineStart, record.from) + 1,
    field: error.field,
    reason: error.reason,
    raw: bytes.toString('utf8', record.from, Math.min(record.to, record.from + MOST_RAW_BYTES)),
  };
}

function headerNames({ record, bytes }: Placed, format: CsvFormat): readonly string[] {
  const decoded = record.error ? { error: record.error } : decode(bytes, record, { ...format, nullIf: [] });
  if ('error' in decoded) throw new UnreadableFile(`Error with CSV header: ${decoded.error.reason}`, 1);
  const seen = new Set<string>();
  return decoded.fields.map((name) => {
    if (name === null || name === '') {
      throw new UnreadableFile('Error with CSV header: empty string in the header is not allowed', 1);
    }
    // Columns are matched whatever their case, so names that differ in it alone are the same column twice.
    if (seen.has(name.toUpperCase())) {
      throw new UnreadableFile(
        `Error with CSV header: duplicated column names "${name}" is not allowed in the header`,
        1,
      );
    }
    seen.add(name.toUpperCase());
    return name;
  });
}

/**
 * Parses a CSV file as Snowpipe does, good rows and bad ones; `format` decides header, quotes and nulls.
 * A row shorter than the header ends in nulls, what is beyond the header is left out.
 */
export async function parseCsv(content: AsyncIterable<Uint8Array>, format: CsvFormat): Promise<ParsedFile> {
  let width = format.parseHeader ? undefined : Number.MAX_SAFE_INTEGER;
  const source = records(content, format, () => width);
  let header: readonly string[] | undefined;
  if (format.parseHeader) {
    const first = await source.next();
    header = first.done || !first.value[0] ? [] : headerNames(first.value[0], format);
    width = header.length;
  }
  let toSkip = format.skipHeader;
  let row = 0;
  const columns = header?.length;
  async function* batches(): AsyncGenerator<ParsedBatch, void, undefined> {
    for await (const batch of source) {
      const rows: ParsedRow[] = [];
      const bad: BadRow[] = [];
      for (const placed of batch) {
        if (toSkip > 0) {
          toSkip -= 1;
          continue;
        }
        row += 1;
        const decoded = placed.record.error
          ? { error: placed.record.error }
          : decode(placed.bytes, placed.record, format);
        if ('error' in decoded) bad.push(badRow(placed, decoded.error, row));
        else rows.push({ row, fields: fitted(decoded.fields, columns) });
      }
      yield { rows, bad };
    }
  }
  return { header, batches: batches() };
}

function fitted(fields: readonly (string | null)[], columns: number | undefined): readonly (string | null)[] {
  if (columns === undefined || fields.length === columns) return fields;
  if (fields.length > columns) return fields.slice(0, columns);
  return [...fields, ...Array.from({ length: columns - fields.length }, () => null)];
}
