import { getItem } from '../operations/access';
import { typeFailure } from '../values/failure';
import { typeName } from '../values/inspect';
import { Tuple, Undefined, type Value } from '../values/types';

export type Getter = (item: Value) => Value;

/** `attribute='address.city'`: dots go deeper, digits are indexes. */
export function attributeGetter(attribute: Value | undefined, fallback: Value = null): Getter {
  const path = pathOf(attribute ?? null);
  return (item) =>
    path.reduce<Value>((owner, part) => {
      const value = getItem(owner, part);
      return fallback !== null && value instanceof Undefined ? fallback : value;
    }, item);
}

/** `attribute='age,name'`: several at once, as a tuple to sort by. */
export function multipleGetter(attribute: Value | undefined, then: Getter): Getter {
  const getters = (typeof attribute === 'string' ? attribute.split(',') : [attribute]).map((part) =>
    attributeGetter(part),
  );
  return (item) => new Tuple(getters.map((getter) => then(getter(item))));
}

function pathOf(attribute: Value): readonly Value[] {
  if (attribute === null) return [];
  if (typeof attribute === 'string')
    return attribute.split('.').map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
  return typeof attribute === 'number'
    ? [attribute]
    : typeFailure(`an attribute must be a name or a number, not ${typeName(attribute)}`);
}

/** Upper and lower case count as one unless asked otherwise. */
export const ignoreCase: Getter = (value) => (typeof value === 'string' ? value.toLowerCase() : value);
export const caseGetter = (caseSensitive: boolean): Getter => (caseSensitive ? (value) => value : ignoreCase);
