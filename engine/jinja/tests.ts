import { Float } from './float';
import { Callable, TemplateObject } from './host';
import { arithmetic } from './operations/arithmetic';
import { printf } from './operations/printf';
import { contains, equal, ordered } from './operations/compare';
import { asInt, isInt, lengthOf, tryIterate, tryLength } from './values/inspect';
import { text } from './values/print';
import { isLower, isUpper } from './values/text-classes';
import { typeFailure } from './values/failure';
import { Dict, Native, PySet, Undefined, type Value } from './values/types';

/** What follows `is`. */
export type Test = (value: Value, ...args: readonly Value[]) => boolean;

const remainder = (value: Value, by: Value): Value =>
  typeof value === 'string' ? printf(value, by) : arithmetic('%', value, by);

const divisible = (value: Value, by: Value): boolean => equal(remainder(value, by), 0);

/** A test with exactly one argument. */
const withArgument =
  (body: (value: Value, argument: Value) => boolean): Test =>
  (value, ...args) => {
    const [argument] = args;
    if (argument === undefined || args.length > 1)
      return typeFailure(`the test takes 1 argument, got ${args.length}`);
    return body(value, argument);
  };

export const isCallable = (value: Value): boolean =>
  value instanceof Undefined ||
  value instanceof Callable ||
  (value instanceof TemplateObject && value.invoke !== undefined) ||
  (value instanceof Native && value.call !== undefined);

const isSequence = (value: Value): boolean =>
  tryLength(value) !== undefined &&
  !(value instanceof PySet) &&
  !(value instanceof Native && value.typeName.startsWith('dict_')) &&
  lengthOf(value) >= 0;

const aliases = (test: Test, ...names: readonly string[]): readonly (readonly [string, Test])[] =>
  names.map((name) => [name, test]);

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['defined', (value) => !(value instanceof Undefined)],
  ['undefined', (value) => value instanceof Undefined],
  ['none', (value) => value === null],
  ['boolean', (value) => typeof value === 'boolean'],
  ['true', (value) => value === true],
  ['false', (value) => value === false],
  ['integer', isInt],
  ['float', (value) => value instanceof Float],
  ['number', (value) => asInt(value) !== undefined || value instanceof Float],
  ['string', (value) => typeof value === 'string'],
  ['mapping', (value) => value instanceof Dict],
  ['sequence', isSequence],
  ['iterable', (value) => tryIterate(value) !== undefined],
  ['callable', isCallable],
  ['lower', (value) => isLower(text(value))],
  ['upper', (value) => isUpper(text(value))],
  ['odd', (value) => equal(remainder(value, 2), 1)],
  ['even', (value) => divisible(value, 2)],
  ['divisibleby', withArgument(divisible)],
  ['sameas', withArgument((value, other) => value === other)],
  ['in', withArgument((value, container) => contains(container, value))],
  ['escaped', () => false],
  ...aliases(withArgument(equal), 'eq', '==', 'equalto'),
  ...aliases(
    withArgument((value, other) => !equal(value, other)),
    'ne',
    '!=',
  ),
  ...aliases(
    withArgument((value, other) => ordered('<', value, other)),
    'lt',
    '<',
    'lessthan',
  ),
  ...aliases(
    withArgument((value, other) => ordered('<=', value, other)),
    'le',
    '<=',
  ),
  ...aliases(
    withArgument((value, other) => ordered('>', value, other)),
    'gt',
    '>',
    'greaterthan',
  ),
  ...aliases(
    withArgument((value, other) => ordered('>=', value, other)),
    'ge',
    '>=',
  ),
]);

/** Jinja2's tests; `is filter` and `is test` ask whether there is one of that name. */
export function makeTests(filters: ReadonlySet<string>): ReadonlyMap<string, Test> {
  const names = new Set([...TESTS.keys(), 'filter', 'test']);
  return new Map<string, Test>([
    ...TESTS,
    ['filter', (value) => typeof value === 'string' && filters.has(value)],
    ['test', (value) => typeof value === 'string' && names.has(value)],
  ]);
}
