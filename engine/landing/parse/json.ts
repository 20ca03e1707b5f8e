import { isUtf8 } from 'node:buffer';
import type { JsonFormat } from '../file-format';
import { plainBytes } from './bytes';
import { jsonFault } from './json-text';
import { UnreadableFile, type ParsedBatch, type ParsedFile } from './types';

/** Snowflake's largest VARIANT, in bytes. */
const MOST_BYTES = 134_217_728;
const [QUOTE, BACKSLASH, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
] as const;

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** End of the value that starts at `from`, or undefined where the buffer ends first. */
function valueEnd(bytes: Buffer, from: number, final: boolean): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
      else continue;
      if (!inString && depth === 0) return at + 1;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (isSpace(byte) || byte === COMMA)) return at;
  }
  return final && depth === 0 && !inString ? bytes.length : undefined;
}

/** The texts of the values of a file, or of the elements of its outer arrays. */
async function* values(
  content: AsyncIterable<Uint8Array>,
  format: JsonFormat,
): AsyncGenerator<readonly string[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let inOuterArray = false;
  const read = (bytes: Buffer, final: boolean): readonly string[] => {
    const found: string[] = [];
    let at = 0;
    for (;;) {
      while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] === COMMA)) at += 1;
      if (at >= bytes.length) break;
      if (!inOuterArray && format.stripOuterArray && bytes[at] === OPEN_ARRAY) {
        inOuterArray = true;
        at += 1;
      } else if (inOuterArray && bytes[at] === CLOSE_ARRAY) {
        inOuterArray = false;
        at += 1;
      } else {
        const end = valueEnd(bytes, at, final);
        if (end === undefined) break;
        if (end === at)
          throw new UnreadableFile(`Error parsing JSON: misplaced ${String.fromCharCode(bytes[at] ?? 0)}`);
        if (!isUtf8(bytes.subarray(at, end))) throw new UnreadableFile('Error parsing JSON: invalid UTF8');
        found.push(bytes.toString('utf8', at, end));
        at = end;
      }
    }
    rest = bytes.subarray(at);
    return found;
  };
  for await (const chunk of plainBytes(content, format.compression)) {
    yield read(Buffer.concat([rest, chunk]), false);
    if (rest.length > MOST_BYTES) {
      throw new UnreadableFile(`Max LOB size (${MOST_BYTES}) exceeded, actual size of parsed column is more`);
    }
  }
  yield read(rest, true);
  if (rest.length > 0 || inOuterArray)
    throw new UnreadableFile('Error parsing JSON: incomplete value at the end of the file');
}

/** Parses a file of JSON documents: one row a document or element, its text as the only field. */
export function parseJson(content: AsyncIterable<Uint8Array>, format: JsonFormat): ParsedFile {
  async function* batches(): AsyncGenerator<ParsedBatch, void, undefined> {
    let row = 0;
    for await (const texts of values(content, format)) {
      const rows = texts.map((text) => {
        const fault = jsonFault(text);
        row += 1;
        // A document that does not parse fails the file: what follows it cannot be told apart.
        if (fault !== undefined) throw new UnreadableFile(fault);
        return { row, fields: [text] };
      });
      if (rows.length > 0) yield { rows, bad: [] };
    }
  }
  return { header: undefined, batches: batches() };
}
