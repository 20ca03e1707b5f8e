import { isAscii, isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../file-format';
import { decode, readRecord } from './csv-record';

/** What a file is like that every strict CSV reader reads alike. */
export interface ShapeOfFile {
  readonly header: readonly string[] | undefined;
  readonly width: number;
  /** Records after the header. */
  readonly rows: number;
}

const [LF, CR, QUOTE, NUL, SPACE] = [0x0a, 0x0d, 0x22, 0x00, 0x20] as const;
/** First bytes of gzip, bzip2, Zstandard and of a byte order mark. */
const NOT_PLAIN = new Set(['1f8b', '425a', '28b5', 'efbb']);

/**
 * Looks at every byte of a file once and says whether it is regular: plain, valid UTF-8, one kind of line end, no blank
 * line, every record as wide as the first, quotes around whole fields only. Undefined sends the file to the parser,
 * which is never wrong, only slower; so doubt is enough.
 */
export async function fileShape(
  content: AsyncIterable<Uint8Array>,
  format: CsvFormat,
): Promise<ShapeOfFile | undefined> {
  const plainFormat = format.nullIf.length === 0 && format.emptyFieldAsNull && format.skipHeader === 0;
  if (!plainFormat) return undefined;
  let header: readonly string[] | undefined;
  let first = true;
  const text = utf8Check();
  const records = recordCheck(format);
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (first) {
      first = false;
      if (NOT_PLAIN.has(bytes.toString('hex', 0, 2))) return undefined;
      if (format.parseHeader) {
        header = regularHeader(bytes, format);
        if (!header) return undefined;
      }
    }
    if (!text.accepts(bytes) || !records.accepts(bytes)) return undefined;
  }
  const counted = text.ended() ? records.ended() : undefined;
  if (!counted) return undefined;
  return { header, width: counted.width, rows: counted.records - (header ? 1 : 0) };
}

function regularHeader(bytes: Buffer, format: CsvFormat): readonly string[] | undefined {
  const record = readRecord(bytes, 0, false, format, undefined);
  const decoded = record && !record.error ? decode(bytes, record, format) : undefined;
  if (!decoded || !('fields' in decoded)) return undefined;
  const names = decoded.fields.map((name) => name ?? '');
  const distinct = new Set(names.map((name) => name.toUpperCase()));
  return distinct.has('') || distinct.size !== names.length ? undefined : names;
}

/** Valid UTF-8 over chunks that may end within a character. */
function utf8Check(): { accepts(bytes: Buffer): boolean; ended(): boolean } {
  let tail: Buffer = Buffer.alloc(0);
  return {
    accepts(bytes) {
      if (isAscii(bytes)) return tail.length === 0;
      const text = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
      const cut = lastCharacter(text);
      tail = text.subarray(cut);
      return isUtf8(text.subarray(0, cut));
    },
    ended: () => tail.length === 0,
  };
}

/** Where the last character starts if it is incomplete, else the end. */
function lastCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

interface RecordCheck {
  accepts(bytes: Buffer): boolean;
  ended(): { readonly records: number; readonly width: number } | undefined;
}

/** A state machine over the bytes: kept in local variables, since it sees every byte of every file. */
function recordCheck(format: CsvFormat): RecordCheck {
  const delimiter = format.fieldDelimiter?.charCodeAt(0) ?? 0x01;
  const lines = format.fieldDelimiter === undefined;
  const quote = format.fieldOptionallyEnclosedBy === undefined ? -1 : QUOTE;
  const [START, PLAIN, QUOTED, CLOSED] = [0, 1, 2, 3] as const;
  let state: number = START;
  let width = 0;
  let fields = 1;
  let records = 0;
  let length = 0;
  let crlf: boolean | undefined;
  let afterCr = false;

  const closeRecord = (): boolean => {
    if (records === 0) width = fields;
    else if (fields !== width) return false;
    records += 1;
    fields = 1;
    length = 0;
    state = START;
    return true;
  };

  return {
    accepts(bytes) {
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte === NUL || (lines && byte === delimiter)) return false;
        if (state === QUOTED) {
          // A line end within quotes that is not the file's own misleads readers that guess it.
          if (byte === CR || (byte === LF && crlf !== false)) return false;
          if (byte === quote) state = CLOSED;
          length += 1;
        } else if (byte === LF) {
          if (length === 0 || (crlf !== undefined && crlf !== afterCr) || !closeRecord()) return false;
          crlf = afterCr;
          afterCr = false;
        } else if (afterCr) return false;
        else if (byte === CR) afterCr = true;
        else {
          length += 1;
          if (byte === delimiter) {
            fields += 1;
            state = START;
          } else if (state === CLOSED) {
            if (byte !== quote) return false;
            state = QUOTED;
          } else if (byte === quote) {
            if (state !== START) return false;
            state = QUOTED;
          } else if (state === START) {
            // Readers differ on a quote after blanks.
            if (byte === SPACE && quote >= 0) return false;
            state = PLAIN;
          }
        }
      }
      return true;
    },
    ended() {
      if (state === QUOTED || afterCr) return undefined;
      if (length > 0 && !closeRecord()) return undefined;
      // A line without a delimiter that is empty or quoted is a blank line to some readers.
      return records === 0 || (width === 1 && !lines) ? undefined : { records, width };
    },
  };
}
