import { intArgument, optionalString, stringArgument } from '../values/arguments';
import { typeFailure } from '../values/failure';
import { SPACE, stripEnd, stripStart } from '../values/text-classes';
import { Tuple, type Value } from '../values/types';

export function partition(self: string, separator: Value | undefined, name: string, last: boolean): Tuple {
  const sep = stringArgument(separator, name, 1);
  if (sep === '') return typeFailure('empty separator');
  const at = last ? self.lastIndexOf(sep) : self.indexOf(sep);
  if (at < 0) return new Tuple(last ? ['', '', self] : [self, '', '']);
  return new Tuple([self.slice(0, at), sep, self.slice(at + sep.length)]);
}

export function split(
  self: string,
  separator: Value | undefined,
  maximum: Value | undefined,
  last: boolean,
): string[] {
  const limit = intArgument(maximum, -1);
  const sep = optionalString(separator, last ? 'rsplit' : 'split');
  if (sep === '') return typeFailure('empty separator');
  if (sep === undefined) return splitWords(self, limit, last);
  const parts = self.split(sep);
  if (limit < 0 || limit >= parts.length - 1) return parts;
  return last
    ? [parts.slice(0, parts.length - limit).join(sep), ...parts.slice(parts.length - limit)]
    : [...parts.slice(0, limit), parts.slice(limit).join(sep)];
}

const FIRST_WORD = new RegExp(`^(.*?)${SPACE}+`, 'su');
const LAST_WORD = new RegExp(`^(?:.*${SPACE})?(.*)$`, 'su');

/** At white space; what is left after `limit` words keeps the white space at its far end. */
function splitWords(self: string, limit: number, last: boolean): string[] {
  const words: string[] = [];
  let rest = last ? stripEnd(self) : stripStart(self);
  while (rest !== '' && words.length !== limit) {
    const word = (last ? LAST_WORD : FIRST_WORD).exec(rest)?.[1] ?? rest;
    words.push(word);
    rest = last ? stripEnd(rest.slice(0, rest.length - word.length)) : stripStart(rest.slice(word.length));
  }
  if (rest !== '') words.push(rest);
  return last ? words.reverse() : words;
}

/** `str.replace`, with a limit of replacements where it is not negative. */
export function replace(self: string, from: string, to: string, limit: number): string {
  if (limit < 0)
    return self.split(from).length === 1 && from !== '' ? self : replaceAll(self, from, to, Infinity);
  return replaceAll(self, from, to, limit);
}

function replaceAll(self: string, from: string, to: string, limit: number): string {
  if (from === '') {
    const all = [...self];
    const gaps = Math.min(limit, all.length + 1);
    return all.map((char, at) => (at < gaps ? to + char : char)).join('') + (gaps > all.length ? to : '');
  }
  const parts = self.split(from);
  return parts.map((part, at) => (at === 0 ? part : (at <= limit ? to : from) + part)).join('');
}
