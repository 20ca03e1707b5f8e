import { Float } from '../float';
import { int } from '../operations/arithmetic';

const SIMPLE: { readonly [char: string]: string } = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([0-7]{1,3})|(.))/gisu;

/** The text of a quoted string, escapes read as Python reads them (`\d` stays `\d`). Undefined for a broken escape. */
export function stringLiteral(quoted: string): string | undefined {
  let broken = false;
  const text = quoted
    .slice(1, -1)
    .replace(ESCAPE, (all, hex, short, long, octal, simple: string | undefined) => {
      if (simple === 'x' || simple === 'u' || simple === 'U' || simple === 'N') broken = true;
      if (simple !== undefined) return SIMPLE[simple] ?? all;
      const digits = [hex, short, long].find((part): part is string => typeof part === 'string');
      return String.fromCodePoint(digits === undefined ? parseInt(String(octal), 8) : parseInt(digits, 16));
    });
  return broken ? undefined : text;
}

export function integerLiteral(written: string): number | bigint {
  const digits = written.replaceAll('_', '');
  return int(BigInt(/^0+$/.test(digits) ? 0 : digits.toLowerCase()));
}

export const floatLiteral = (written: string): Float => new Float(Number(written.replaceAll('_', '')));
