import { path } from '../emit/identifier';
import { atom, literal, type Sql } from '../emit/sql';
import { reject } from '../refusal';
import type { Path } from '../syntax/ast';

/** The sequence of `seq.NEXTVAL`; undefined for other names. */
export function sequencePath(names: Path): Path | undefined {
  const last = names.at(-1);
  if (names.length < 2 || !last || last.quoted) return undefined;
  // Snowflake has no CURRVAL.
  if (last.text === 'CURRVAL')
    return reject(
      `000904 (42000): SQL compilation error: invalid identifier '${names.map(({ text }) => text).join('.')}'`,
      last.at,
    );
  return last.text === 'NEXTVAL' ? names.slice(0, -1) : undefined;
}

/** https://docs.snowflake.com/en/user-guide/querying-sequences: each mention draws a number of its own. */
export const nextValue = (sequence: Path, at: number): Sql =>
  atom(`nextval(${literal(path(sequence))})`, 'integer', at);
