import type { Kwargs } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { isTrue, iterate } from '../values/inspect';
import { Lazy } from '../values/natives';
import { text } from '../values/print';
import type { Value } from '../values/types';
import { attributeGetter, type Getter } from './attribute-path';
import type { Filter, FilterContext } from './filter';

const map: Filter = (value, args, kwargs, context) => {
  const change = mapping(args, kwargs, context);
  return new Lazy(mapItems(isTrue(value) ? iterate(value) : [], change));
};

function* mapItems(items: Iterable<Value>, change: Getter): IterableIterator<Value> {
  for (const item of items) yield change(item);
}

function mapping(args: readonly Value[], kwargs: Kwargs, context: FilterContext): Getter {
  const [name, ...rest] = args;
  if (name !== undefined) return (item) => context.filter(text(name), item, rest, kwargs);
  if (!kwargs.has('attribute')) return typeFailure('map requires a filter argument');
  const surplus = [...kwargs.keys()].find((keyword) => keyword !== 'attribute' && keyword !== 'default');
  if (surplus !== undefined) return typeFailure(`Unexpected keyword argument '${surplus}'`);
  return attributeGetter(kwargs.get('attribute'), kwargs.get('default'));
}

/** `select`, `reject`, and the two that look at an attribute. */
function selection(byAttribute: boolean, wanted: boolean): Filter {
  return (value, args, kwargs, context) => {
    if (byAttribute && args.length === 0) return typeFailure('Missing parameter for attribute name');
    const getter = byAttribute ? attributeGetter(args[0]) : undefined;
    const [test, ...rest] = byAttribute ? args.slice(1) : args;
    const passes = (item: Value): boolean => {
      const subject = getter ? getter(item) : item;
      return test === undefined ? isTrue(subject) : context.test(text(test), subject, rest, kwargs);
    };
    return new Lazy(selectItems(isTrue(value) ? iterate(value) : [], (item) => passes(item) === wanted));
  };
}

function* selectItems(items: Iterable<Value>, passes: (item: Value) => boolean): IterableIterator<Value> {
  for (const item of items) if (passes(item)) yield item;
}

export const selectFilters: readonly (readonly [string, Filter])[] = [
  ['map', map],
  ['select', selection(false, true)],
  ['reject', selection(false, false)],
  ['selectattr', selection(true, true)],
  ['rejectattr', selection(true, false)],
];
