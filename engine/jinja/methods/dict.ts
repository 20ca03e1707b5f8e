import { typeFailure } from '../values/failure';
import { iterate, orElse, tryIterate } from '../values/inspect';
import { DictView } from '../values/natives';
import { repr } from '../values/print';
import { Dict, Tuple, type Value } from '../values/types';
import { methods } from './method';

const view = (dict: Dict, kind: DictView['typeName']): DictView =>
  new DictView(dict, kind, (items) => `[${items.map(repr).join(', ')}]`);

export const dictMethods = methods<Dict>({
  get: [['key', 'default'], 1, (self, key = null, fallback = null) => orElse(self.get(key), () => fallback)],
  items: [[], 0, (self) => view(self, 'dict_items')],
  keys: [[], 0, (self) => view(self, 'dict_keys')],
  values: [[], 0, (self) => view(self, 'dict_values')],
  copy: [[], 0, (self) => Dict.of(self.entries())],
  clear: [[], 0, (self) => (self.clear(), null)],
  pop: [
    ['key', 'default'],
    1,
    (self, key = null, fallback) => {
      const value = orElse(self.get(key), () => orElse(fallback, () => typeFailure(repr(key))));
      self.delete(key);
      return value;
    },
  ],
  popitem: [
    [],
    0,
    (self) => {
      const last = [...self.entries()].at(-1) ?? typeFailure("'popitem(): dictionary is empty'");
      self.delete(last[0]);
      return new Tuple(last);
    },
  ],
  setdefault: [
    ['key', 'default'],
    1,
    (self, key = null, fallback = null) => {
      if (!self.has(key)) self.set(key, fallback);
      return self.get(key) ?? null;
    },
  ],
});

/** `dict(…)` and `d.update(…)`: a mapping or pairs, then keywords. */
export function fillDict(
  dict: Dict,
  name: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): Dict {
  if (args.length > 1) return typeFailure(`${name} expected at most 1 argument, got ${args.length}`);
  for (const [key, value] of args.length > 0 ? entriesOf(args[0] ?? null) : []) dict.set(key, value);
  for (const [key, value] of kwargs) dict.set(key, value);
  return dict;
}

function* entriesOf(value: Value): IterableIterator<readonly [Value, Value]> {
  if (value instanceof Dict) {
    yield* [...value.entries()];
    return;
  }
  let at = 0;
  for (const pair of iterate(value)) {
    const items = tryIterate(pair);
    if (!items) return typeFailure(`cannot convert dictionary update sequence element #${at} to a sequence`);
    const [key, item, ...rest] = [...items];
    if (key === undefined || item === undefined || rest.length > 0) {
      const length = [key, item].filter((part) => part !== undefined).length + rest.length;
      return typeFailure(`dictionary update sequence element #${at} has length ${length}; 2 is required`);
    }
    yield [key, item];
    at += 1;
  }
}
