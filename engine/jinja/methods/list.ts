import { equal, order } from '../operations/compare';
import { intArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { isTrue, iterate } from '../values/inspect';
import { repr } from '../values/print';
import type { Tuple, Value } from '../values/types';
import { methods } from './method';

const find = (items: readonly Value[], wanted: Value | undefined, from: number): number =>
  items.findIndex((item, at) => at >= from && equal(item, wanted ?? null));

const count = (items: readonly Value[], wanted: Value | undefined): number =>
  items.filter((item) => equal(item, wanted ?? null)).length;

const position = (length: number, at: number): number =>
  Math.min(length, at < 0 ? Math.max(0, at + length) : at);

export const tupleMethods = methods<Tuple>({
  count: [['value'], 1, (self, value) => count(self.items, value)],
  index: [
    ['value'],
    1,
    (self, value) => {
      const at = find(self.items, value, 0);
      return at < 0 ? typeFailure('tuple.index(x): x not in tuple') : at;
    },
  ],
});

export const listMethods = methods<Value[]>({
  append: [['object'], 1, (self, item = null) => (self.push(item), null)],
  extend: [['iterable'], 1, (self, items = null) => (self.push(...[...iterate(items)]), null)],
  insert: [
    ['index', 'object'],
    2,
    (self, at, item = null) => (self.splice(position(self.length, intArgument(at, 0)), 0, item), null),
  ],
  clear: [[], 0, (self) => (self.splice(0), null)],
  copy: [[], 0, (self) => [...self]],
  count: [['value'], 1, (self, value) => count(self, value)],
  index: [
    ['value', 'start'],
    1,
    (self, value, start) => {
      const at = find(self, value, position(self.length, intArgument(start, 0)));
      return at < 0 ? typeFailure(`${repr(value ?? null)} is not in list`) : at;
    },
  ],
  pop: [
    ['index'],
    0,
    (self, at) => {
      if (self.length === 0) return typeFailure('pop from empty list');
      const wanted = intArgument(at, -1);
      const from = wanted < 0 ? wanted + self.length : wanted;
      if (from < 0 || from >= self.length) return typeFailure('pop index out of range');
      return self.splice(from, 1)[0] ?? null;
    },
  ],
  remove: [
    ['value'],
    1,
    (self, value) => {
      const at = find(self, value, 0);
      if (at < 0) return typeFailure('list.remove(x): x not in list');
      self.splice(at, 1);
      return null;
    },
  ],
  reverse: [[], 0, (self) => (self.reverse(), null)],
  sort: [
    ['key', 'reverse'],
    0,
    (self, key = null, reverse = false) => {
      if (key !== null) return typeFailure("sort(key=…) needs a function: use the 'sort' filter");
      sortInPlace(self, isTrue(reverse));
      return null;
    },
  ],
});

/** Stable in both directions, as Python's sort is. */
export function sortInPlace(items: Value[], descending: boolean): void {
  items.sort((left, right) => (descending ? order(right, left) : order(left, right)));
}
