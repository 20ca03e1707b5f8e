import type { DataType } from './ast';
import type { Reader } from './reader';

const SECOND_WORDS: Readonly<Record<string, readonly string[]>> = {
  DOUBLE: ['PRECISION'],
  CHAR: ['VARYING'],
  NCHAR: ['VARYING'],
};

/** `NUMBER(18, 2)`, `VARCHAR`, `DOUBLE PRECISION`. Structured types (`ARRAY(INT)`) are not read. */
export function dataType(reader: Reader): DataType {
  const first = reader.name();
  let name = first.text;
  for (const word of SECOND_WORDS[name] ?? []) if (reader.take(word)) name = `${name} ${word}`;
  const parameters: number[] = [];
  if (reader.take('(')) {
    if (reader.peek().kind !== 'number') reader.refuse(`The structured type ${name}(…)`, `Use ${name}.`);
    parameters.push(...reader.list(() => reader.number()));
    reader.expect(')');
  }
  if (name === 'TIMESTAMP') name = zoned(reader);
  if (reader.is('COLLATE')) reader.refuse('COLLATE', 'Compare upper() or lower() of both sides.');
  return { name, parameters, at: first.at };
}

/** `TIMESTAMP WITH LOCAL TIME ZONE` and the like. https://docs.snowflake.com/en/sql-reference/data-types-datetime */
function zoned(reader: Reader): string {
  if (reader.take('WITH', 'LOCAL', 'TIME', 'ZONE')) return 'TIMESTAMP_LTZ';
  if (reader.take('WITH', 'TIME', 'ZONE')) return 'TIMESTAMP_TZ';
  reader.take('WITHOUT', 'TIME', 'ZONE');
  return 'TIMESTAMP';
}
