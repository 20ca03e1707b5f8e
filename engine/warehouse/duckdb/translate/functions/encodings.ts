import { macro } from '../emit/macro';
import { atom, literal, type Sql } from '../emit/sql';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import type { Environment } from '../emit/environment';
import { argumentsOf, literalText, literalWhole, prepared, required, type Rule, type Rules } from './rule';

/** A BINARY as it is, anything else as its text's bytes. */
function bytes(call: Call, env: Environment, least = 1, most = least): Sql {
  const value = required(argumentsOf(call, env, least, most), 0);
  if (value.type === 'binary') return value;
  return atom(`encode(${prepared(value, 'text', `${call.name}()`).text})`, 'binary', call.at);
}

const textOf = (call: Call, env: Environment, least = 1, most = least): Sql =>
  prepared(required(argumentsOf(call, env, least, most), 0), 'text', `${call.name}()`);

/** DuckDB's functions of the same name hash texts and BLOBs alike. */
const hash =
  (name: string): Rule =>
  (call, env) =>
    atom(`${name}(${bytes(call, env).text})`, 'text', call.at);

const hashBinary =
  (name: string): Rule =>
  (call, env) =>
    atom(`unhex(${name}(${bytes(call, env).text}))`, 'binary', call.at);

/** https://docs.snowflake.com/en/sql-reference/functions/sha2: 256 bits where none are given, DuckDB has no others. */
const sha2 =
  (print: (x: string) => string, type: Sql['type']): Rule =>
  (call, env) => {
    if (call.args[1] && literalWhole(call, 1, 'The digest size') !== 256)
      refuse('SHA2 of other than 256 bits', call.args[1].at, 'Use SHA2(x, 256).');
    return atom(print(bytes(call, env, 1, 2).text), type, call.at);
  };

/** A half of the digest as a number. https://docs.snowflake.com/en/sql-reference/functions/md5_number_lower64 */
const half =
  (side: 'left' | 'right'): Rule =>
  (call, env) =>
    macro(`md5_${side}`, [bytes(call, env)], 'integer', call.at);

const hexEncode: Rule = (call, env) => {
  const value = `hex(${bytes(call, env, 1, 2).text})`;
  const upper = call.args[1] ? literalWhole(call, 1, 'The case') : 1;
  if (upper !== 0 && upper !== 1) refuse(`The case ${upper} of HEX_ENCODE()`, call.at);
  return atom(upper === 0 ? `lower(${value})` : value, 'text', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions/base64_encode: line length, and up to three other characters. */
const base64Encode: Rule = (call, env) => {
  const width = call.args[1] ? literalWhole(call, 1, 'The line length') : 0;
  const encoded = translated(`to_base64(${bytes(call, env, 1, 3).text})`, call, 2, false);
  if (width < 0) refuse('A negative line length', call.at);
  const lines = `rtrim(regexp_replace(${encoded}, '(.{${width}})', '\\1' || chr(10), 'g'), chr(10))`;
  return atom(width === 0 ? encoded : lines, 'text', call.at);
};

/** The characters for +, / and = that are given instead. */
function translated(base64: string, call: Call, index: number, back: boolean): string {
  if (!call.args[index]) return base64;
  const alphabet = literalText(call, index, 'The alphabet');
  if (alphabet.length > 3) refuse('An alphabet of more than three characters', call.at);
  const [ours, theirs] = [literal('+/='.slice(0, alphabet.length)), literal(alphabet)];
  return `translate(${base64}, ${back ? theirs : ours}, ${back ? ours : theirs})`;
}

const base64Decode =
  (name: string, type: Sql['type']): Rule =>
  (call, env) => {
    const input = translated(textOf(call, env, 1, 2).text, call, 1, true);
    return macro(name, [atom(input, 'text', call.at)], type, call.at);
  };

const hexDecode =
  (name: string, type: Sql['type']): Rule =>
  (call, env) =>
    macro(name, [textOf(call, env)], type, call.at);

/** TO_BINARY(x [, format]): hex where no format is given. https://docs.snowflake.com/en/sql-reference/functions/to_binary */
const toBinary =
  (attempt: '' | 'try_'): Rule =>
  (call, env) => {
    const value = required(argumentsOf(call, env, 1, 2), 0);
    if (value.type === 'binary') return value;
    const input = prepared(value, 'text', `${call.name}()`);
    const format = call.args[1] ? literalText(call, 1, 'The format').toUpperCase() : 'HEX';
    if (format === 'HEX') return macro(`${attempt}hex_decode_binary`, [input], 'binary', call.at);
    if (format === 'BASE64') return macro(`${attempt}base64_decode_binary`, [input], 'binary', call.at);
    if (format === 'UTF-8' || format === 'UTF8') return atom(`encode(${input.text})`, 'binary', call.at);
    return refuse(`The binary format ${format}`, call.args[1]?.at ?? call.at);
  };

const octets: Rule = (call, env) => atom(`octet_length(${bytes(call, env).text})`, 'integer', call.at);
const bitLength: Rule = (call, env) =>
  atom(`(8 * octet_length(${bytes(call, env).text}))`, 'integer', call.at);

/** A BINARY as text: https://docs.snowflake.com/en/sql-reference/binary-input-output */
export function binaryText(value: Sql, format: string): Sql {
  const at = value.at;
  switch (format.toUpperCase()) {
    case 'HEX':
      return atom(`hex(${value.text})`, 'text', at);
    case 'BASE64':
      return atom(`to_base64(${value.text})`, 'text', at);
    case 'UTF-8':
    case 'UTF8':
      return atom(`decode(${value.text})`, 'text', at);
    default:
      return refuse(`The binary format ${format}`, at, 'Use HEX, BASE64 or UTF-8.');
  }
}

/** https://docs.snowflake.com/en/sql-reference/functions-string, Encoding/Decoding and Cryptographic hash */
export const encodings: Rules = {
  MD5: hash('md5'),
  MD5_HEX: hash('md5'),
  MD5_BINARY: hashBinary('md5'),
  MD5_NUMBER_LOWER64: half('right'),
  MD5_NUMBER_UPPER64: half('left'),
  SHA1: hash('sha1'),
  SHA1_HEX: hash('sha1'),
  SHA1_BINARY: hashBinary('sha1'),
  SHA2: sha2((x) => `sha256(${x})`, 'text'),
  SHA2_HEX: sha2((x) => `sha256(${x})`, 'text'),
  SHA2_BINARY: sha2((x) => `unhex(sha256(${x}))`, 'binary'),
  HEX_ENCODE: hexEncode,
  HEX_DECODE_STRING: hexDecode('hex_decode_string', 'text'),
  TRY_HEX_DECODE_STRING: hexDecode('try_hex_decode_string', 'text'),
  HEX_DECODE_BINARY: hexDecode('hex_decode_binary', 'binary'),
  TRY_HEX_DECODE_BINARY: hexDecode('try_hex_decode_binary', 'binary'),
  BASE64_ENCODE: base64Encode,
  BASE64_DECODE_STRING: base64Decode('base64_decode_string', 'text'),
  TRY_BASE64_DECODE_STRING: base64Decode('try_base64_decode_string', 'text'),
  BASE64_DECODE_BINARY: base64Decode('base64_decode_binary', 'binary'),
  TRY_BASE64_DECODE_BINARY: base64Decode('try_base64_decode_binary', 'binary'),
  TO_BINARY: toBinary(''),
  TRY_TO_BINARY: toBinary('try_'),
  OCTET_LENGTH: octets,
  BIT_LENGTH: bitLength,
};
