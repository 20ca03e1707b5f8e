import { fail } from '../engine/errors';
import type { Json } from '../engine/project/types';

/** `4` for `--threads 4`. */
export function wholeNumber(option: string, least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
    return fail('LH101', `${option} takes a whole number from ${least} on, not "${text}".`);
  };
}

/** `0.5` for `--days 0.5`. */
export function positive(option: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && number > 0) return number;
    return fail('LH101', `${option} takes a number above 0, not "${text}".`);
  };
}

/** A number from 0 to 1. */
export function share(option: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && number <= 1) return number;
    return fail('LH101', `${option} takes a share from 0 to 1 such as 0.01, not "${text}".`);
  };
}

/** A time as ISO 8601 writes it; one without an offset is UTC, so that no laptop's time zone decides a key. */
export function instant(option: string): (text: string) => Date {
  return (text) => {
    const iso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
    const utc = iso && (iso[4] || !iso[1] ? text : `${text}Z`);
    const date = new Date(utc ?? Number.NaN);
    if (!Number.isNaN(date.getTime())) return date;
    return fail('LH101', `${option} takes a time such as 2026-01-02 or 2026-01-02T03:04:05Z, not "${text}".`);
  };
}

/** Variables as dbt takes them: one YAML (or JSON) mapping. */
export function variables(text: string): { readonly [name: string]: Json } {
  // Loaded when it is needed: YAML costs every other command 30 ms.
  const { parse } = require('yaml') as typeof import('yaml');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as { [name: string]: Json };
  return fail('LH101', `--vars takes a mapping such as '{as_of: 2018-09-01}', not "${text}".`);
}

/** For options that may be given several times. */
export const each = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** `a,b` for one option that takes several. */
export const list = (text: string): readonly string[] =>
  text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
