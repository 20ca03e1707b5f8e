import type { CompiledQuery } from '../emit/environment';
import { shareDigits } from '../emit/decimal';
import { identifier } from '../emit/identifier';
import type { Type } from '../emit/type';
import { typed } from '../scope/columns';

const isDecimal = (type: Type): boolean => type === 'number' || type === 'numeric';

const place = (side: string, index: number): string => identifier(`${side}$${index + 1}`);

/**
 * The left side of a set operation, which fails where the statement is bound if DuckDB would round its numbers: of
 * DECIMAL(38,2) and DECIMAL(38,8) it makes DECIMAL(38,2). Where the translator does not know the types itself, the
 * right side is asked for them and never run.
 */
export function keepingDigits(left: CompiledQuery, right: CompiledQuery): CompiledQuery {
  const [ours, theirs] = [left.columns, right.columns];
  if (!ours || ours.length !== theirs?.length) return left;
  const shared = ours.map((column, index) => {
    const other = theirs[index];
    if (!other || !isDecimal(column.type) || !isDecimal(other.type)) return false;
    const [mine, its] = [typed(column).decimal, typed(other).decimal];
    return !mine || !its || !shareDigits([mine, its]);
  });
  if (!shared.includes(true)) return left;
  const names = (side: string): string => ours.map((_column, index) => place(side, index)).join(', ');
  const cells = ours.map((column, index) => {
    const [mine, other] = [place('LEFT', index), place('RIGHT', index)];
    const value = shared[index]
      ? `sf.same_digits(${mine}, (SELECT ${other} FROM (${right.text}) AS _RIGHT (${names('RIGHT')}) WHERE FALSE))`
      : mine;
    return `${value} AS ${identifier(column.name)}`;
  });
  return { ...left, text: `SELECT ${cells.join(', ')} FROM (${left.text}) AS _LEFT (${names('LEFT')})` };
}
