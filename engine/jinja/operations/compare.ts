import { Float } from '../float';
import { typeFailure } from '../values/failure';
import { asInt, tryIterate, typeName } from '../values/inspect';
import { Dict, PySet, Tuple, Undefined, type Value } from '../values/types';
import { asFloat } from './arithmetic';

export type OrderOperator = '<' | '<=' | '>' | '>=';

/** Python's `==`: by value for data, by identity for objects; 1 == 1.0 == True. */
export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  const leftInt = asInt(left);
  const rightInt = asInt(right);
  if (leftInt !== undefined && rightInt !== undefined) return BigInt(leftInt) === BigInt(rightInt);
  if (left instanceof Float || right instanceof Float) {
    const number = asFloat(left);
    return number !== undefined && number === asFloat(right);
  }
  if (Array.isArray(left) && Array.isArray(right)) return equalItems(left, right);
  if (left instanceof Tuple && right instanceof Tuple) return equalItems(left.items, right.items);
  if (left instanceof Dict && right instanceof Dict) {
    return (
      left.size === right.size &&
      [...left.entries()].every(([key, item]) => {
        const other = right.get(key);
        return other !== undefined && equal(item, other);
      })
    );
  }
  if (left instanceof PySet && right instanceof PySet) {
    return left.size === right.size && [...left].every((item) => right.has(item));
  }
  return left instanceof Undefined && right instanceof Undefined;
}

const equalItems = (left: readonly Value[], right: readonly Value[]): boolean =>
  left.length === right.length && left.every((item, at) => equal(item, right[at] ?? null));

export function ordered(operator: OrderOperator, left: Value, right: Value): boolean {
  if (left instanceof Undefined) return left.fail();
  if (right instanceof Undefined) return right.fail();
  if (left instanceof PySet && right instanceof PySet) return subset(operator, left, right);
  const order = compare(left, right);
  if (order === undefined) {
    return typeFailure(
      `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
    );
  }
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** For sorting: fails where Python's `<` would. */
export function order(left: Value, right: Value): number {
  return ordered('<', left, right) ? -1 : ordered('<', right, left) ? 1 : 0;
}

function compare(left: Value, right: Value): number | undefined {
  const leftInt = asInt(left);
  const rightInt = asInt(right);
  if (leftInt !== undefined && rightInt !== undefined)
    return leftInt < rightInt ? -1 : leftInt > rightInt ? 1 : 0;
  const leftFloat = asFloat(left);
  const rightFloat = asFloat(right);
  if (leftFloat !== undefined && rightFloat !== undefined) {
    // NaN is neither: every comparison with it is false.
    return leftFloat < rightFloat ? -1 : leftFloat > rightFloat ? 1 : leftFloat === rightFloat ? 0 : NaN;
  }
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return compareItems(left, right);
  if (left instanceof Tuple && right instanceof Tuple) return compareItems(left.items, right.items);
  return undefined;
}

/** By code point, as Python does; JavaScript's `<` goes by UTF-16 unit. */
function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  for (let at = 0; ; at++) {
    const a = left.codePointAt(at);
    const b = right.codePointAt(at);
    if (a === b && a !== undefined) continue;
    return (a ?? -1) - (b ?? -1);
  }
}

function compareItems(left: readonly Value[], right: readonly Value[]): number {
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (!equal(item, other)) return order(item, other);
  }
  return left.length - right.length;
}

function subset(operator: OrderOperator, left: PySet, right: PySet): boolean {
  if (operator === '>' || operator === '>=') return subset(operator === '>' ? '<' : '<=', right, left);
  return [...left].every((item) => right.has(item)) && (operator === '<=' || left.size < right.size);
}

/** Python's `in`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (item instanceof Undefined) return item.fail();
    if (typeof item === 'string') return container.includes(item);
    return typeFailure(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  if (container instanceof Dict || container instanceof PySet) return container.has(item);
  const items = tryIterate(container);
  if (!items) return typeFailure(`argument of type '${typeName(container)}' is not iterable`);
  for (const candidate of items) if (equal(candidate, item)) return true;
  return false;
}
