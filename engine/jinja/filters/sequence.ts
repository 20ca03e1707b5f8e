import { arithmetic } from '../operations/arithmetic';
import { equal, order } from '../operations/compare';
import { slice } from '../operations/access';
import { intArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { isTrue, iterate, lengthOf, tryLength, typeName, orElse } from '../values/inspect';
import { Lazy } from '../values/natives';
import { text } from '../values/print';
import { Dict, PySet, Tuple, Undefined, type Value } from '../values/types';
import { attributeGetter, caseGetter, type Getter, multipleGetter } from './attribute-path';
import { filter, type Filter } from './filter';

function sorted(items: Iterable<Value>, key: Getter, descending: boolean): Value[] {
  const keyed = [...items].map((item) => ({ item, key: key(item) }));
  keyed.sort((left, right) => (descending ? order(right.key, left.key) : order(left.key, right.key)));
  return keyed.map(({ item }) => item);
}

function extreme(name: 'min' | 'max'): Filter {
  return filter(['case_sensitive', 'attribute'], 0, (value, caseSensitive = false, attribute) => {
    const fold = caseGetter(isTrue(caseSensitive));
    const getter = attributeGetter(attribute);
    const key: Getter = (item) => fold(getter(item));
    const [first, ...rest] = [...iterate(value)];
    if (first === undefined) return new Undefined('No aggregated item, sequence was empty.');
    return rest.reduce(
      (best, item) =>
        (name === 'min' ? order(key(item), key(best)) : order(key(best), key(item))) < 0 ? item : best,
      first,
    );
  });
}

const dictsort = filter(
  ['case_sensitive', 'by', 'reverse'],
  0,
  (value, caseSensitive = false, by = 'key', reverse = false) => {
    if (by !== 'key' && by !== 'value') return typeFailure('You can only sort by either "key" or "value"');
    if (!(value instanceof Dict)) return typeFailure(`'${typeName(value)}' object has no attribute 'items'`);
    const pairs = [...value.entries()].map((pair) => new Tuple(pair));
    const fold = caseGetter(isTrue(caseSensitive));
    return sorted(
      pairs,
      (pair) => fold(pair instanceof Tuple ? (pair.items[by === 'key' ? 0 : 1] ?? null) : null),
      isTrue(reverse),
    );
  },
);

function* unique(items: Iterable<Value>, key: Getter): IterableIterator<Value> {
  const seen = new PySet();
  for (const item of items) {
    const found = key(item);
    if (seen.has(found)) continue;
    seen.add(found);
    yield item;
  }
}

const groupby = filter(
  ['attribute', 'default', 'case_sensitive'],
  1,
  (value, attribute, fallback = null, caseSensitive = false) => {
    const getter = attributeGetter(attribute, fallback);
    const fold = caseGetter(isTrue(caseSensitive));
    const groups: { readonly key: Value; readonly items: Value[] }[] = [];
    for (const item of sorted(iterate(value), (entry) => fold(getter(entry)), false)) {
      const last = groups.at(-1);
      if (last && equal(fold(last.key), fold(getter(item)))) last.items.push(item);
      else groups.push({ key: getter(item), items: [item] });
    }
    return groups.map(({ key, items }) => new Tuple([key, items], ['grouper', 'list']));
  },
);

function* batches(items: Iterable<Value>, size: number, fill: Value): IterableIterator<Value> {
  let batch: Value[] = [];
  for (const item of items) {
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length === 0) return;
  while (fill !== null && batch.length < size) batch.push(fill);
  yield batch;
}

function* slices(items: readonly Value[], count: number, fill: Value): IterableIterator<Value> {
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let from = 0;
  for (let at = 0; at < count; at++) {
    const to = from + size + (at < longer ? 1 : 0);
    const part = items.slice(from, to);
    if (fill !== null && at >= longer) part.push(fill);
    yield part;
    from = to;
  }
}

const reverse = filter([], 0, (value) => {
  if (typeof value === 'string') return slice(value, null, null, -1);
  const items = [...iterate(value)].reverse();
  if (Array.isArray(value)) return new Lazy(items[Symbol.iterator](), 'list_reverseiterator');
  return tryLength(value) === undefined || value instanceof PySet
    ? items
    : new Lazy(items[Symbol.iterator](), 'reversed');
});

const last = filter([], 0, (value) => {
  if (tryLength(value) === undefined || value instanceof PySet)
    return typeFailure(`'${typeName(value)}' object is not reversible`);
  return orElse<Value>([...iterate(value)].at(-1), () => new Undefined('No last item, sequence was empty.'));
});

const first = filter([], 0, (value) => {
  const { value: item, done } = iterate(value).next();
  return done || item === undefined ? new Undefined('No first item, sequence was empty.') : item;
});

const sum = filter(['attribute', 'start'], 0, (value, attribute, start = 0) => {
  if (typeof start === 'string') return typeFailure("sum() can't sum strings [use ''.join(seq) instead]");
  const getter = attributeGetter(attribute);
  return [...iterate(value)].reduce<Value>((total, item) => arithmetic('+', total, getter(item)), start);
});

const length = filter([], 0, lengthOf);

export const sequenceFilters: readonly (readonly [string, Filter])[] = [
  ['length', length],
  ['count', length],
  ['list', filter([], 0, (value) => [...iterate(value)])],
  ['first', first],
  ['last', last],
  ['min', extreme('min')],
  ['max', extreme('max')],
  ['sum', sum],
  [
    'sort',
    filter(
      ['reverse', 'case_sensitive', 'attribute'],
      0,
      (value, descending = false, caseSensitive = false, attribute) =>
        sorted(
          iterate(value),
          multipleGetter(attribute, caseGetter(isTrue(caseSensitive))),
          isTrue(descending),
        ),
    ),
  ],
  ['dictsort', dictsort],
  [
    'unique',
    filter(['case_sensitive', 'attribute'], 0, (value, caseSensitive = false, attribute) => {
      const getter = attributeGetter(attribute);
      const fold = caseGetter(isTrue(caseSensitive));
      return new Lazy(unique(iterate(value), (item) => fold(getter(item))));
    }),
  ],
  ['groupby', groupby],
  [
    'batch',
    filter(
      ['linecount', 'fill_with'],
      1,
      (value, size, fill = null) => new Lazy(batches(iterate(value), intArgument(size, 1), fill)),
    ),
  ],
  [
    'slice',
    filter(
      ['slices', 'fill_with'],
      1,
      (value, count, fill = null) => new Lazy(slices([...iterate(value)], intArgument(count, 1), fill)),
    ),
  ],
  ['reverse', reverse],
  [
    'join',
    filter(['d', 'attribute'], 0, (value, separator = '', attribute) => {
      const getter = attributeGetter(attribute);
      return [...iterate(value)].map((item) => text(getter(item))).join(text(separator));
    }),
  ],
  [
    'items',
    filter([], 0, (value) => {
      if (value instanceof Undefined) return new Lazy([][Symbol.iterator]());
      if (!(value instanceof Dict)) return typeFailure('Can only get item pairs from a mapping.');
      return new Lazy([...value.entries()].map((pair) => new Tuple(pair))[Symbol.iterator]());
    }),
  ],
];
