import { pad } from '../operations/format-spec';
import { intArgument, optionalString, stringArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { codePoints, isTrue, iterate, lengthOf, typeName } from '../values/inspect';
import {
  capitalize,
  isLower,
  isUpper,
  SPACE,
  splitLines,
  stripEnd,
  stripStart,
  titleCase,
} from '../values/text-classes';
import { Tuple, type Value } from '../values/types';
import { methods } from './method';
import { partition, replace, split } from './string-parts';

const whole =
  (pattern: RegExp) =>
  (self: string): Value =>
    pattern.test(self);

/** Offsets in Python count code points. */
function find(self: string, name: string, args: readonly (Value | undefined)[], last: boolean): number {
  const wanted = stringArgument(args[0], name, 1);
  const text = codePoints(self);
  const from = offset(args[1], 0, text.length);
  const to = offset(args[2], text.length, text.length);
  const part = text.slice(from, to);
  const searched = typeof part === 'string' ? part : part.join('');
  const at = last ? searched.lastIndexOf(wanted) : searched.indexOf(wanted);
  return at < 0 ? -1 : from + lengthOf(searched.slice(0, at));
}

const offset = (value: Value | undefined, fallback: number, length: number): number => {
  const at = intArgument(value, fallback);
  return at < 0 ? Math.max(0, at + length) : at;
};

const found = (at: number): number => (at < 0 ? typeFailure('substring not found') : at);

function hasAffix(
  self: string,
  affix: Value | undefined,
  name: string,
  test: (affix: string) => boolean,
): boolean {
  if (affix instanceof Tuple) return affix.items.some((item) => hasAffix(self, item, name, test));
  if (typeof affix === 'string') return test(affix);
  return typeFailure(`${name} first arg must be str or a tuple of str, not ${typeName(affix ?? null)}`);
}

const justify =
  (align: string) =>
  (self: string, width?: Value, fill?: Value): Value =>
    pad(self, fill === undefined ? ' ' : stringArgument(fill, 'justify', 2), align, intArgument(width, 0));

export const stringMethods = methods<string>({
  upper: [[], 0, (self) => self.toUpperCase()],
  lower: [[], 0, (self) => self.toLowerCase()],
  casefold: [[], 0, (self) => self.toLowerCase().replace(/ß/gu, 'ss')],
  capitalize: [[], 0, capitalize],
  title: [[], 0, titleCase],
  swapcase: [
    [],
    0,
    (self) => self.replace(/./gsu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())),
  ],
  strip: [
    ['chars'],
    0,
    (self, set) => stripEnd(stripStart(self, optionalString(set, 'strip')), optionalString(set, 'strip')),
  ],
  lstrip: [['chars'], 0, (self, set) => stripStart(self, optionalString(set, 'lstrip'))],
  rstrip: [['chars'], 0, (self, set) => stripEnd(self, optionalString(set, 'rstrip'))],
  startswith: [
    ['prefix'],
    1,
    (self, prefix) => hasAffix(self, prefix, 'startswith', (affix) => self.startsWith(affix)),
  ],
  endswith: [
    ['suffix'],
    1,
    (self, suffix) => hasAffix(self, suffix, 'endswith', (affix) => self.endsWith(affix)),
  ],
  removeprefix: [
    ['prefix'],
    1,
    (self, prefix) => {
      const affix = stringArgument(prefix, 'removeprefix', 1);
      return self.startsWith(affix) ? self.slice(affix.length) : self;
    },
  ],
  removesuffix: [
    ['suffix'],
    1,
    (self, suffix) => {
      const affix = stringArgument(suffix, 'removesuffix', 1);
      return affix !== '' && self.endsWith(affix) ? self.slice(0, -affix.length) : self;
    },
  ],
  replace: [
    ['old', 'new', 'count'],
    2,
    (self, from, to, count) =>
      replace(
        self,
        stringArgument(from, 'replace', 1),
        stringArgument(to, 'replace', 2),
        intArgument(count, -1),
      ),
  ],
  split: [['sep', 'maxsplit'], 0, (self, sep, limit) => split(self, sep, limit, false)],
  rsplit: [['sep', 'maxsplit'], 0, (self, sep, limit) => split(self, sep, limit, true)],
  splitlines: [['keepends'], 0, (self, keep = false) => splitLines(self, isTrue(keep))],
  partition: [['sep'], 1, (self, sep) => partition(self, sep, 'partition', false)],
  rpartition: [['sep'], 1, (self, sep) => partition(self, sep, 'rpartition', true)],
  find: [['sub', 'start', 'end'], 1, (self, ...args) => find(self, 'find', args, false)],
  rfind: [['sub', 'start', 'end'], 1, (self, ...args) => find(self, 'rfind', args, true)],
  index: [['sub', 'start', 'end'], 1, (self, ...args) => found(find(self, 'index', args, false))],
  rindex: [['sub', 'start', 'end'], 1, (self, ...args) => found(find(self, 'rindex', args, true))],
  count: [
    ['sub'],
    1,
    (self, sub) => {
      const wanted = stringArgument(sub, 'count', 1);
      return wanted === '' ? lengthOf(self) + 1 : self.split(wanted).length - 1;
    },
  ],
  join: [
    ['iterable'],
    1,
    (self, items = null) => [...iterate(items)].map((item, at) => joinable(item, at)).join(self),
  ],
  center: [['width', 'fillchar'], 1, (self, width, fill) => centre(self, intArgument(width, 0), fill)],
  ljust: [['width', 'fillchar'], 1, justify('<')],
  rjust: [['width', 'fillchar'], 1, justify('>')],
  zfill: [
    ['width'],
    1,
    (self, width) => {
      const [, sign = '', digits = ''] = /^([-+]?)(.*)$/su.exec(self) ?? [];
      return sign + pad(digits, '0', '>', intArgument(width, 0) - sign.length);
    },
  ],
  isalnum: [[], 0, whole(/^[\p{L}\p{N}]+$/u)],
  isalpha: [[], 0, whole(/^\p{L}+$/u)],
  isascii: [[], 0, (self) => [...self].every((char) => char < '\x80')],
  isdecimal: [[], 0, whole(/^\p{Nd}+$/u)],
  isdigit: [[], 0, whole(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u)],
  isnumeric: [[], 0, whole(/^\p{N}+$/u)],
  isidentifier: [[], 0, whole(/^[\p{L}_][\p{L}\p{N}_]*$/u)],
  isspace: [[], 0, whole(new RegExp(`^${SPACE}+$`, 'u'))],
  islower: [[], 0, isLower],
  isupper: [[], 0, isUpper],
});

/** Python puts the odd space of `center` on the left only where both the rest and the width are odd. */
function centre(self: string, width: number, fill: Value | undefined): string {
  const missing = width - lengthOf(self);
  if (missing <= 0) return self;
  const left = Math.floor(missing / 2) + (missing & width & 1);
  const char = fill === undefined ? ' ' : stringArgument(fill, 'center', 2);
  return char.repeat(left) + self + char.repeat(missing - left);
}

const joinable = (item: Value, at: number): string =>
  typeof item === 'string'
    ? item
    : typeFailure(`sequence item ${at}: expected str instance, ${typeName(item)} found`);
