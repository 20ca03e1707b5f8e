import { printf } from '../operations/printf';
import { replace } from '../methods/string-parts';
import { pad } from '../operations/format-spec';
import { intArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { codePoints, isTrue, lengthOf, typeName } from '../values/inspect';
import { text } from '../values/print';
import { capitalize, splitLines, stripEnd, stripStart } from '../values/text-classes';
import { Dict, Tuple, Undefined, type Value } from '../values/types';
import { filter, type Filter } from './filter';
import { wrapLine } from './wrap';

const onText = (change: (value: string) => string): Filter => filter([], 0, (value) => change(text(value)));

const format: Filter = (value, args, kwargs) => {
  if (args.length > 0 && kwargs.size > 0) {
    return typeFailure("can't handle positional and keyword arguments at the same time");
  }
  return printf(text(value), kwargs.size > 0 ? Dict.of(kwargs) : new Tuple(args));
};

/** Jinja2's `title` splits at white space and brackets, unlike `str.title`. */
const title = (value: string): string =>
  value
    .split(/([-\s({[<]+)/u)
    .map(capitalize)
    .join('');

function indent(value: Value, width: Value = 4, first: Value = false, blank: Value = false): string {
  const margin = typeof width === 'string' ? width : ' '.repeat(intArgument(width, 4));
  if (value instanceof Undefined) return value.fail();
  if (typeof value !== 'string')
    return typeFailure(`unsupported operand type(s) for +=: '${typeName(value)}' and 'str'`);
  const [head = '', ...rest] = splitLines(`${value}\n`);
  const lines = rest.map((line) => (line !== '' || isTrue(blank) ? margin + line : line));
  return (isTrue(first) ? margin : '') + [head, ...lines].join('\n');
}

function truncate(
  value: Value,
  length: Value = 255,
  killWords: Value = false,
  end: Value = '...',
  leeway?: Value,
): Value {
  const ending = text(end);
  const limit = intArgument(length, 255);
  if (limit < lengthOf(ending)) return typeFailure(`expected length >= ${lengthOf(ending)}, got ${limit}`);
  if (lengthOf(value) <= limit + intArgument(leeway, 5)) return value;
  if (typeof value !== 'string') return typeFailure(`'${typeName(value)}' object has no attribute 'rsplit'`);
  const cut = [...value].slice(0, limit - lengthOf(ending)).join('');
  const space = cut.lastIndexOf(' ');
  return (isTrue(killWords) || space < 0 ? cut : cut.slice(0, space)) + ending;
}

function wordwrap(
  value: Value,
  width?: Value,
  breakLong: Value = true,
  wrap: Value = '\n',
  breakHyphens: Value = true,
): string {
  const separator = wrap === null ? '\n' : text(wrap);
  const options = {
    width: intArgument(width, 79),
    breakLong: isTrue(breakLong),
    breakHyphens: isTrue(breakHyphens),
  };
  return splitLines(text(value))
    .map((line) => wrapLine(line, options).join(separator))
    .join(separator);
}

const quote = (value: Value, slash: string): string =>
  encodeURIComponent(text(value))
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', slash);

function urlencode(value: Value): string {
  if (!(value instanceof Dict)) return quote(value, '/');
  const pair = (part: Value): string => quote(part, '%2F').replaceAll('%20', '+');
  return [...value.entries()].map(([key, item]) => `${pair(key)}=${pair(item)}`).join('&');
}

export const textFilters: readonly (readonly [string, Filter])[] = [
  ['upper', onText((value) => value.toUpperCase())],
  ['lower', onText((value) => value.toLowerCase())],
  ['capitalize', onText(capitalize)],
  ['title', onText(title)],
  ['string', onText((value) => value)],
  [
    'trim',
    filter(['chars'], 0, (value, chars) => {
      const set = chars === undefined || chars === null ? undefined : text(chars);
      return stripEnd(stripStart(text(value), set), set);
    }),
  ],
  [
    'replace',
    filter(['old', 'new', 'count'], 2, (value, from, to, count) =>
      replace(text(value), text(from ?? null), text(to ?? null), intArgument(count, -1)),
    ),
  ],
  ['format', format],
  ['center', filter(['width'], 0, (value, width) => centerText(text(value), intArgument(width, 80)))],
  ['indent', filter(['width', 'first', 'blank'], 0, indent)],
  ['truncate', filter(['length', 'killwords', 'end', 'leeway'], 0, truncate)],
  ['wordcount', filter([], 0, (value) => text(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)],
  ['wordwrap', filter(['width', 'break_long_words', 'wrapstring', 'break_on_hyphens'], 0, wordwrap)],
  ['urlencode', filter([], 0, urlencode)],
];

function centerText(value: string, width: number): string {
  const missing = width - codePoints(value).length;
  const left = missing <= 0 ? 0 : Math.floor(missing / 2) + (missing & width & 1);
  return pad(' '.repeat(left) + value, ' ', '<', width);
}
