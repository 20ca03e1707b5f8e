import { attribute, getAttribute } from '../operations/access';
import { intArgument } from '../values/arguments';
import { unsupported } from '../values/failure';
import { isTrue } from '../values/inspect';
import { toJson } from '../values/json';
import { text } from '../values/print';
import { Undefined, type Value } from '../values/types';
import { filter, type Filter, type FilterTable } from './filter';
import { marker } from './marker';
import { numberFilters } from './number';
import { selectFilters } from './select';
import { sequenceFilters } from './sequence';
import { textFilters } from './text';

const fallback = filter(['default_value', 'boolean'], 0, (value, instead = '', boolean = false) =>
  value instanceof Undefined || (isTrue(boolean) && !isTrue(value)) ? instead : value,
);

const attr = filter(['name'], 1, (value, name = null) =>
  value instanceof Undefined || attribute(value, text(name)) !== undefined
    ? getAttribute(value, text(name))
    : new Undefined(`there is no attribute '${text(name)}'`),
);

/** Jinja2's escapes make the text safe inside HTML, and dbt keeps them. */
const tojson = filter(['indent'], 0, (value, indent) =>
  toJson(value, {
    sortKeys: true,
    ...(indent === undefined || indent === null ? {} : { indent: intArgument(indent, 0) }),
  }).replace(/[<>&']/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
);

const HTML = 'it writes HTML, which has no place in SQL';
const REFUSED: readonly (readonly [string, string])[] = [
  ...['e', 'escape', 'forceescape', 'safe', 'striptags', 'urlize', 'xmlattr'].map(
    (name) => [name, HTML] as const,
  ),
  ['random', 'the same template must always print the same text'],
  ['pprint', 'use tojson'],
  ['filesizeformat', 'it has no place in SQL'],
];

/** Jinja2's filters and dbt's own. Those left out are refused by name. */
export const FILTERS: FilterTable = new Map<string, Filter>([
  ...textFilters,
  ...sequenceFilters,
  ...selectFilters,
  ...numberFilters,
  ['default', fallback],
  ['d', fallback],
  ['attr', attr],
  ['tojson', tojson],
  ['as_text', marker('text')],
  ['as_bool', marker('bool')],
  ['as_number', marker('number')],
  ['as_native', marker('native')],
  ['is_list', filter([], 0, (value: Value) => Array.isArray(value))],
  ...REFUSED.map(([name, reason]): readonly [string, Filter] => [
    name,
    () => unsupported(`The filter '${name}' is not supported: ${reason}.`),
  ]),
]);
