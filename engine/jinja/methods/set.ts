import { ordered } from '../operations/compare';
import { typeFailure } from '../values/failure';
import { iterate } from '../values/inspect';
import { repr } from '../values/print';
import { PySet, type Value } from '../values/types';
import { methods } from './method';

const asSet = (value: Value | undefined): PySet =>
  value instanceof PySet ? value : new PySet(value === undefined ? [] : iterate(value));

const keep = (self: PySet, items: Iterable<Value>): null => {
  const kept = [...items];
  self.clear();
  for (const item of kept) self.add(item);
  return null;
};

const union = (self: PySet, other: Value | undefined): PySet => new PySet([...self, ...asSet(other)]);

const intersection = (self: PySet, other: Value | undefined): PySet => {
  const others = asSet(other);
  return new PySet([...self].filter((item) => others.has(item)));
};

const difference = (self: PySet, other: Value | undefined): PySet => {
  const others = asSet(other);
  return new PySet([...self].filter((item) => !others.has(item)));
};

const symmetric = (self: PySet, other: Value | undefined): PySet => {
  const others = asSet(other);
  return new PySet([...difference(self, others), ...difference(others, self)]);
};

export const setMethods = methods<PySet>({
  add: [['item'], 1, (self, item = null) => (self.add(item), null)],
  discard: [['item'], 1, (self, item = null) => (self.delete(item), null)],
  remove: [['item'], 1, (self, item = null) => (self.delete(item) ? null : typeFailure(repr(item)))],
  clear: [[], 0, (self) => (self.clear(), null)],
  copy: [[], 0, (self) => new PySet(self)],
  union: [['other'], 0, union],
  intersection: [['other'], 0, intersection],
  difference: [['other'], 0, difference],
  symmetric_difference: [['other'], 1, symmetric],
  update: [['other'], 0, (self, other) => keep(self, union(self, other))],
  intersection_update: [['other'], 1, (self, other) => keep(self, intersection(self, other))],
  difference_update: [['other'], 1, (self, other) => keep(self, difference(self, other))],
  issubset: [['other'], 1, (self, other) => ordered('<=', self, asSet(other))],
  issuperset: [['other'], 1, (self, other) => ordered('>=', self, asSet(other))],
  isdisjoint: [['other'], 1, (self, other) => intersection(self, other).size === 0],
});
