import { Float } from '../float';
import { typeFailure } from '../values/failure';
import { asInt, typeName } from '../values/inspect';
import { Tuple, Undefined, type Value } from '../values/types';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** A binary operator with Python's rules, but for `%` on a string (see `printf`). Ints of any size stay ints. */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (left instanceof Undefined) return left.fail();
  if (right instanceof Undefined) return right.fail();
  const leftInt = asInt(left);
  const rightInt = asInt(right);
  if (leftInt !== undefined && rightInt !== undefined) return intArithmetic(operator, leftInt, rightInt);
  const leftFloat = asFloat(left);
  const rightFloat = asFloat(right);
  if (leftFloat !== undefined && rightFloat !== undefined) {
    return new Float(floatArithmetic(operator, leftFloat, rightFloat));
  }
  if (operator === '+') return concatenate(left, right);
  if (operator === '*') return repeat(left, right);
  return refuseOperands(operator, left, right);
}

export function negate(value: Value): Value {
  if (value instanceof Undefined) return value.fail();
  const int = asInt(value);
  if (int !== undefined) return intArithmetic('-', 0, int);
  if (value instanceof Float) return new Float(-value.value);
  return typeFailure(`bad operand type for unary -: '${typeName(value)}'`);
}

export function positive(value: Value): Value {
  if (value instanceof Undefined) return value.fail();
  const int = asInt(value);
  if (int !== undefined) return int;
  return value instanceof Float ? value : typeFailure(`bad operand type for unary +: '${typeName(value)}'`);
}

/** The number a value is, ints and bools included; undefined for all else. */
export function asFloat(value: Value): number | undefined {
  if (value instanceof Float) return value.value;
  const int = asInt(value);
  return int === undefined ? undefined : Number(int);
}

/** The smallest form of an int: a number wherever it is exact. */
export function int(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function intArithmetic(operator: ArithmeticOperator, left: number | bigint, right: number | bigint): Value {
  const a = BigInt(left);
  const b = BigInt(right);
  switch (operator) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      return int(a * b);
    case '/':
      return b === 0n ? typeFailure('division by zero') : new Float(Number(left) / Number(right));
    case '//':
      return b === 0n ? typeFailure('integer division or modulo by zero') : int(floorDivide(a, b));
    case '%':
      return b === 0n ? typeFailure('integer modulo by zero') : int(a - floorDivide(a, b) * b);
    case '**':
      return b >= 0n ? int(a ** b) : new Float(floatArithmetic('**', Number(left), Number(right)));
  }
}

const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

function floatArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? typeFailure('float division by zero') : left / right;
    case '//':
      return right === 0 ? typeFailure('float floor division by zero') : (left - modulo(left, right)) / right;
    case '%':
      return right === 0 ? typeFailure('float modulo') : modulo(left, right);
    case '**':
      if (left === 0 && right < 0) return typeFailure('0.0 cannot be raised to a negative power');
      if (Number.isFinite(left) && Number.isFinite(right) && !Number.isFinite(left ** right)) {
        return typeFailure("(34, 'Numerical result out of range')");
      }
      return left ** right;
  }
}

const modulo = (left: number, right: number): number => {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
};

function concatenate(left: Value, right: Value): Value {
  if (typeof left === 'string') {
    return typeof right === 'string'
      ? left + right
      : typeFailure(`can only concatenate str (not "${typeName(right)}") to str`);
  }
  if (Array.isArray(left)) {
    return Array.isArray(right)
      ? [...left, ...right]
      : typeFailure(`can only concatenate list (not "${typeName(right)}") to list`);
  }
  if (left instanceof Tuple) {
    return right instanceof Tuple
      ? new Tuple([...left.items, ...right.items])
      : typeFailure(`can only concatenate tuple (not "${typeName(right)}") to tuple`);
  }
  return refuseOperands('+', left, right);
}

function repeat(left: Value, right: Value): Value {
  const times = asInt(right);
  if (times === undefined) return asInt(left) === undefined ? refuseRepeat(left, right) : repeat(right, left);
  const count = Math.max(0, Number(times));
  if (typeof left === 'string') return left.repeat(count);
  if (Array.isArray(left)) return Array.from({ length: count }, () => left).flat();
  if (left instanceof Tuple) return new Tuple(Array.from({ length: count }, () => left.items).flat());
  return refuseOperands('*', left, right);
}

function refuseRepeat(left: Value, right: Value): never {
  const sequence = typeof left === 'string' || Array.isArray(left) || left instanceof Tuple;
  if (!sequence) return refuseOperands('*', left, right);
  return typeFailure(`can't multiply sequence by non-int of type '${typeName(right)}'`);
}

function refuseOperands(operator: ArithmeticOperator, left: Value, right: Value): never {
  const name = operator === '**' ? '** or pow()' : operator;
  return typeFailure(`unsupported operand type(s) for ${name}: '${typeName(left)}' and '${typeName(right)}'`);
}
