import { plainCsv, type CsvFormat, type FileFormat, type JsonFormat } from '../../../landing/file-format';
import type { Cursor } from './cursor';

/** A value of `NAME = value`: a word or text, a list of texts, a flag. */
type Value = string | readonly string[];

/** What an option may be; everything else is refused with its name. */
type Reader<T> = (value: Value, refuse: () => never) => T;

const flag: Reader<boolean> = (value, refuse) =>
  value === 'TRUE' ? true : value === 'FALSE' ? false : refuse();
const only =
  (...allowed: readonly string[]): Reader<undefined> =>
  (value, refuse) =>
    typeof value === 'string' && allowed.includes(value.toUpperCase()) ? undefined : refuse();
const number: Reader<number> = (value, refuse) =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : refuse();
const compression: Reader<'AUTO' | 'GZIP' | 'NONE'> = (value, refuse) =>
  value === 'AUTO' || value === 'GZIP' || value === 'NONE' ? value : refuse();
const delimiter: Reader<string | undefined> = (value, refuse) => {
  if (value === 'NONE') return undefined;
  const ascii = typeof value === 'string' && value.length === 1 && value.charCodeAt(0) < 0x80;
  return ascii && value !== '\n' ? value : refuse();
};
const texts: Reader<readonly string[]> = (value) => (typeof value === 'string' ? [value] : value);

type CsvKey = Exclude<keyof CsvFormat, 'type'>;
const csvOptions: Readonly<Record<string, readonly [CsvKey | undefined, Reader<unknown>]>> = {
  COMPRESSION: ['compression', compression],
  RECORD_DELIMITER: [undefined, only('\n')],
  FIELD_DELIMITER: ['fieldDelimiter', delimiter],
  PARSE_HEADER: ['parseHeader', flag],
  SKIP_HEADER: ['skipHeader', number],
  SKIP_BLANK_LINES: ['skipBlankLines', flag],
  FIELD_OPTIONALLY_ENCLOSED_BY: [
    'fieldOptionallyEnclosedBy',
    (value, refuse) => (value === 'NONE' ? undefined : value === '"' ? value : refuse()),
  ],
  ESCAPE: [undefined, only('NONE')],
  ESCAPE_UNENCLOSED_FIELD: [undefined, only('NONE')],
  TRIM_SPACE: [undefined, only('FALSE')],
  NULL_IF: ['nullIf', texts],
  EMPTY_FIELD_AS_NULL: ['emptyFieldAsNull', flag],
  ERROR_ON_COLUMN_COUNT_MISMATCH: ['errorOnColumnCountMismatch', flag],
  REPLACE_INVALID_CHARACTERS: ['replaceInvalidCharacters', flag],
  SKIP_BYTE_ORDER_MARK: [undefined, only('TRUE')],
  MULTI_LINE: [undefined, only('TRUE')],
  ENCODING: [undefined, only('UTF8', 'UTF-8')],
};

const jsonOptions: Readonly<
  Record<string, readonly ['compression' | 'stripOuterArray' | undefined, Reader<unknown>]>
> = {
  COMPRESSION: ['compression', compression],
  STRIP_OUTER_ARRAY: ['stripOuterArray', flag],
  SKIP_BYTE_ORDER_MARK: [undefined, only('TRUE')],
  MULTI_LINE: [undefined, only('TRUE')],
};

const parquetOptions: Readonly<Record<string, readonly [undefined, Reader<unknown>]>> = {
  COMPRESSION: [undefined, only('AUTO', 'SNAPPY')],
  USE_VECTORIZED_SCANNER: [undefined, only('TRUE')],
};

/** Snowflake's own default: unlike the formats that this project creates, it reads `\N` as null. */
const csvDefaults: CsvFormat = { ...plainCsv, nullIf: ['\\N'] };

export function readValue(cursor: Cursor): Value {
  cursor.expectSymbol('=');
  if (cursor.takeSymbol('(')) {
    const list: string[] = [];
    while (!cursor.takeSymbol(')')) {
      list.push(cursor.expectString());
      if (!cursor.isSymbol(')')) cursor.expectSymbol(',');
    }
    return list;
  }
  return cursor.next().text;
}

/** Options up to a closing bracket or the end: `TYPE = CSV SKIP_HEADER = 1 …`, with or without commas. */
export function readFormat(cursor: Cursor): FileFormat {
  const given = new Map<string, Value>();
  while (!cursor.done && !cursor.isSymbol(')')) {
    if (cursor.takeSymbol(',')) continue;
    const name = cursor.expectWord();
    given.set(name, readValue(cursor));
  }
  const type = given.get('TYPE') ?? 'CSV';
  given.delete('TYPE');
  const apply = <T extends FileFormat>(
    base: T,
    options: Readonly<Record<string, readonly [string | undefined, Reader<unknown>]>>,
  ): T => {
    const read: Record<string, unknown> = { ...base };
    for (const [name, value] of given) {
      const option = options[name];
      const refuse = (): never => cursor.refuse(`File format option ${name} = ${JSON.stringify(value)}`);
      if (!option) return refuse();
      const [key, reader] = option;
      const result = reader(value, refuse);
      if (key !== undefined) read[key] = result;
    }
    return read as unknown as T;
  };
  switch (typeof type === 'string' ? type.toUpperCase() : undefined) {
    case 'CSV':
      return apply<CsvFormat>(csvDefaults, csvOptions);
    case 'JSON':
      return apply<JsonFormat>({ type: 'JSON', compression: 'AUTO', stripOuterArray: false }, jsonOptions);
    case 'PARQUET':
      return apply({ type: 'PARQUET' }, parquetOptions);
    default:
      return cursor.refuse(`File format type ${String(type)}`);
  }
}
