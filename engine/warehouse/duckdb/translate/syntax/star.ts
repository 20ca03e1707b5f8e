import type { Name, Path, Star } from './ast';
import { expression } from './expression';
import type { Reader } from './reader';

/** https://docs.snowflake.com/en/sql-reference/sql/select: ILIKE | EXCLUDE, then REPLACE, then RENAME. */
export function star(reader: Reader, qualifier: Path, at: number): Star {
  const ilike = reader.take('ILIKE') ? reader.string() : undefined;
  const some = <T>(item: () => T): readonly T[] =>
    reader.is('(') ? reader.parenthesized(() => reader.list(item)) : [item()];
  const exclude = reader.take('EXCLUDE') ? some(() => reader.name()) : [];
  const replace = reader.take('REPLACE')
    ? some(() => {
        const value = expression(reader);
        reader.expect('AS');
        return { expression: value, name: reader.name() };
      })
    : [];
  const rename = reader.take('RENAME')
    ? some(() => {
        const from = reader.name();
        reader.expect('AS');
        return { from, to: reader.name() };
      })
    : [];
  return { kind: 'star', qualifier, ilike, exclude, replace, rename, at };
}

/** `*` or `t.*` in `{…}`. */
export function wildcard(reader: Reader): Star {
  const at = reader.at;
  const qualifier: Name[] = [];
  while (!reader.take('*')) {
    qualifier.push(reader.name());
    reader.expect('.');
  }
  return star(reader, qualifier, at);
}
