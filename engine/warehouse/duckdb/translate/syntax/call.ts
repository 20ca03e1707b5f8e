import type { Call, Expression, FrameBound, Lambda, OrderItem, Window } from './ast';
import { expression, sum } from './expression';
import { HIGHER_ORDER, lambda } from './lambda';
import type { Reader } from './reader';

/** Calls whose arguments are split by a word: EXTRACT(part FROM x), POSITION(a IN b). */
const SPLIT_BY_WORD: Readonly<Record<string, string>> = {
  EXTRACT: 'FROM',
  DATE_PART: 'FROM',
  POSITION: 'IN',
};

/** Arguments, and what may follow a call: WITHIN GROUP, IGNORE NULLS, OVER. The name has been read. */
export function call(reader: Reader, name: string, at: number): Call {
  reader.expect('(');
  const distinct = reader.take('DISTINCT');
  if (!distinct) reader.take('ALL');
  const args: Expression[] = [];
  const named = new Map<string, Expression>();
  const lambdaOf = reader.is(')') ? undefined : argumentsOf(reader, name, args, named);
  let nulls = nullTreatment(reader);
  if (reader.is('ORDER', 'BY')) reader.refuse(`ORDER BY inside ${name}()`, 'Use WITHIN GROUP (ORDER BY …).');
  reader.expect(')');
  let withinGroup: readonly OrderItem[] | undefined;
  if (reader.take('WITHIN', 'GROUP')) {
    withinGroup = reader.parenthesized(() => {
      reader.expect('ORDER', 'BY');
      return orderItems(reader);
    });
  }
  if (reader.is('FILTER', '(')) reader.refuse('FILTER (WHERE …)', 'Use IFF or CASE in the argument.');
  // Elsewhere FIRST and LAST are relations of the query's own FROM.
  const from =
    name !== 'NTH_VALUE'
      ? undefined
      : reader.take('FROM', 'FIRST')
        ? 'FIRST'
        : reader.take('FROM', 'LAST')
          ? 'LAST'
          : undefined;
  nulls ??= nullTreatment(reader);
  const over = reader.is('OVER', '(') ? window(reader) : undefined;
  return { kind: 'call', name, args, named, distinct, lambda: lambdaOf, withinGroup, from, nulls, over, at };
}

/** The arguments in order and by name; returns a lambda where the function takes one. */
function argumentsOf(
  reader: Reader,
  name: string,
  args: Expression[],
  named: Map<string, Expression>,
): Lambda | undefined {
  let found: Lambda | undefined;
  const word = SPLIT_BY_WORD[name];
  do {
    if (reader.peek().kind === 'word' && reader.peek(1).kind === 'symbol' && reader.peek(1).text === '=>') {
      const key = reader.next().text;
      reader.next();
      named.set(key, expression(reader));
    } else if (HIGHER_ORDER.has(name) && args.length > 0 && (found = lambda(reader))) {
      break;
    } else if (word === 'IN' && args.length === 0) {
      // What stands before IN must not be read as the start of an IN predicate.
      args.push(sum(reader));
    } else {
      args.push(expression(reader));
    }
    if (reader.is('->')) reader.refuse('A lambda expression');
  } while (reader.take(',') || (word !== undefined && args.length === 1 && reader.take(word)));
  return found;
}

function nullTreatment(reader: Reader): 'IGNORE' | 'RESPECT' | undefined {
  if (reader.take('IGNORE', 'NULLS')) return 'IGNORE';
  return reader.take('RESPECT', 'NULLS') ? 'RESPECT' : undefined;
}

export function orderItems(reader: Reader): readonly OrderItem[] {
  return reader.list(() => ({ expression: expression(reader), ...direction(reader) }));
}

/** `[ASC | DESC] [NULLS FIRST | LAST]` */
export function direction(reader: Reader): Pick<OrderItem, 'descending' | 'nulls'> {
  const descending = reader.take('DESC');
  if (!descending) reader.take('ASC');
  const nulls = reader.take('NULLS', 'FIRST') ? 'FIRST' : reader.take('NULLS', 'LAST') ? 'LAST' : undefined;
  return { descending, nulls };
}

function window(reader: Reader): Window {
  const at = reader.at;
  reader.expect('OVER', '(');
  const partitionBy = reader.take('PARTITION', 'BY') ? reader.list(() => expression(reader)) : [];
  const orderBy = reader.take('ORDER', 'BY') ? orderItems(reader) : [];
  const unit = reader.take('ROWS') ? 'ROWS' : reader.take('RANGE') ? 'RANGE' : undefined;
  let frame: Window['frame'];
  if (unit) {
    const between = reader.take('BETWEEN');
    const from = bound(reader);
    if (between) reader.expect('AND');
    frame = { unit, from, to: between ? bound(reader) : { edge: 'CURRENT ROW' } };
  }
  reader.expect(')');
  return { partitionBy, orderBy, frame, at };
}

function bound(reader: Reader): FrameBound {
  if (reader.take('CURRENT', 'ROW')) return { edge: 'CURRENT ROW' };
  if (reader.take('UNBOUNDED', 'PRECEDING')) return { edge: 'UNBOUNDED PRECEDING' };
  if (reader.take('UNBOUNDED', 'FOLLOWING')) return { edge: 'UNBOUNDED FOLLOWING' };
  const offset = expression(reader);
  if (reader.take('PRECEDING')) return { edge: 'PRECEDING', offset };
  reader.expect('FOLLOWING');
  return { edge: 'FOLLOWING', offset };
}
