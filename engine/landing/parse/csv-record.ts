import { isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../file-format';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** A field between two offsets; `escaped` where doubled quotes have to become one. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  readonly escaped: boolean;
}

export interface RawError {
  readonly reason: string;
  readonly at: number;
  readonly field: number;
}

export interface RawRecord {
  readonly from: number;
  /** End of the record without its line end. */
  readonly to: number;
  /** Where the next one starts. */
  readonly next: number;
  readonly spans: readonly Span[];
  readonly error: RawError | undefined;
}

const shown = (byte: number): string =>
  byte === CR ? '\\r' : byte === 0x09 ? '\\t' : String.fromCharCode(byte);

/**
 * Reads one record of RFC 4180 as Snowflake does: a quote opens only at the very start of a field, spaces may follow
 * the closing one, and after anything else the record is bad up to the next line end.
 * @returns undefined where the buffer ends before the record does and more is to come
 */
export function readRecord(
  bytes: Buffer,
  from: number,
  final: boolean,
  format: CsvFormat,
  width: number | undefined,
): RawRecord | undefined {
  const quote = format.fieldOptionallyEnclosedBy?.charCodeAt(0);
  const delimiter = format.fieldDelimiter?.charCodeAt(0);
  const spans: Span[] = [];
  const end = bytes.length;
  let at = from;

  const ended = (to: number, next: number, error?: RawError): RawRecord => ({ from, to, next, spans, error });
  const broken = (reason: string, where: number): RawRecord | undefined => {
    const line = bytes.indexOf(LF, where);
    if (line < 0 && !final) return undefined;
    const to = line < 0 ? end : line;
    const trimmed = line > from && bytes[line - 1] === CR ? line - 1 : to;
    return ended(trimmed, line < 0 ? end : line + 1, { reason, at: where, field: spans.length });
  };

  for (;;) {
    if (quote !== undefined && bytes[at] === quote) {
      let search = at + 1;
      let escaped = false;
      let close: number;
      for (;;) {
        close = bytes.indexOf(quote, search);
        if (close < 0) {
          if (!final) return undefined;
          const reason = `matching enclosing character '"' not found before end of file`;
          return ended(end, end, { reason, at, field: spans.length });
        }
        if (close + 1 >= end && !final) return undefined;
        if (bytes[close + 1] !== quote) break;
        escaped = true;
        search = close + 2;
      }
      let after = close + 1;
      while (after < end && bytes[after] === SPACE) after += 1;
      if (after >= end && !final) return undefined;
      const crlf = bytes[after] === CR && (after + 1 < end ? bytes[after + 1] === LF : final);
      if (bytes[after] === CR && after + 1 >= end && !final) return undefined;
      const span: Span = { from: at + 1, to: close, quoted: true, escaped };
      if (after >= end || bytes[after] === LF || crlf) {
        spans.push(span);
        return ended(Math.min(after, end), Math.min(after + (crlf ? 2 : 1), end));
      }
      if (bytes[after] !== delimiter) {
        const last = width !== undefined && spans.length >= width - 1;
        const wanted = last ? "record delimiter '\\n'" : `field delimiter '${format.fieldDelimiter ?? ''}'`;
        return broken(`Found character '${shown(bytes[after] ?? 0)}' instead of ${wanted}`, after);
      }
      spans.push(span);
      at = after + 1;
      continue;
    }
    let to = at;
    while (to < end && bytes[to] !== LF && bytes[to] !== delimiter) to += 1;
    if (to >= end && !final) return undefined;
    if (to < end && bytes[to] === delimiter) {
      spans.push({ from: at, to, quoted: false, escaped: false });
      at = to + 1;
      continue;
    }
    const trimmed = to > at && bytes[to - 1] === CR ? to - 1 : to;
    spans.push({ from: at, to: trimmed, quoted: false, escaped: false });
    return ended(trimmed, Math.min(to + 1, end));
  }
}

/** As Snowflake shows it: every byte that is no UTF-8 as `0xFF`. */
function withHexBytes(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)));
    text += length
      ? bytes.toString('utf8', at, at + length)
      : `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
    at += length ?? 1;
  }
  return text;
}

/** The fields as text, or the first one that is no UTF-8. */
export function decode(
  bytes: Buffer,
  record: RawRecord,
  format: CsvFormat,
): { readonly fields: readonly (string | null)[] } | { readonly error: RawError } {
  const valid = format.replaceInvalidCharacters || isUtf8(bytes.subarray(record.from, record.to));
  const fields: (string | null)[] = [];
  for (const [index, { from, to, quoted, escaped }] of record.spans.entries()) {
    if (!valid && !isUtf8(bytes.subarray(from, to))) {
      const reason = `Invalid UTF8 detected in string '${withHexBytes(bytes.subarray(from, to))}'`;
      return { error: { reason, at: from, field: index } };
    }
    const text = bytes.toString('utf8', from, to);
    const value = escaped ? text.replaceAll('""', '"') : text;
    const empty = !quoted && value === '' && format.emptyFieldAsNull;
    fields.push(empty || format.nullIf.includes(value) ? null : value);
  }
  return { fields };
}
