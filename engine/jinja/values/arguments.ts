import { typeFailure } from './failure';
import { index, typeName } from './inspect';
import type { Value } from './types';

export type Kwargs = ReadonlyMap<string, Value>;

/**
 * Positional and keyword arguments in the order of `parameters`; what was left out is undefined.
 * The first `required` ones must be there.
 */
export function bindArguments(
  name: string,
  parameters: readonly string[],
  required: number,
  args: readonly Value[],
  kwargs: Kwargs,
): readonly (Value | undefined)[] {
  if (args.length > parameters.length) {
    return typeFailure(
      `${name}() takes at most ${plural(parameters.length, 'argument')} (${args.length} given)`,
    );
  }
  const bound: (Value | undefined)[] = [...args];
  for (const [keyword, value] of kwargs) {
    const at = parameters.indexOf(keyword);
    if (at < 0) return typeFailure(`${name}() got an unexpected keyword argument '${keyword}'`);
    if (at < args.length) return typeFailure(`${name}() got multiple values for argument '${keyword}'`);
    bound[at] = value;
  }
  const absent = parameters.slice(0, required).filter((_parameter, at) => bound[at] === undefined);
  if (absent.length > 0) {
    const names = absent.map((parameter) => `'${parameter}'`).join(' and ');
    return typeFailure(
      `${name}() missing ${plural(absent.length, 'required positional argument')}: ${names}`,
    );
  }
  return bound;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function stringArgument(value: Value | undefined, name: string, at: number): string {
  if (typeof value === 'string') return value;
  return typeFailure(`${name}() argument ${at} must be str, not ${typeName(value ?? null)}`);
}

export const intArgument = (value: Value | undefined, fallback: number): number =>
  value === undefined || value === null ? fallback : index(value);

/** A string, or None for the default. */
export const optionalString = (value: Value | undefined, name: string): string | undefined =>
  value === undefined || value === null ? undefined : stringArgument(value, name, 1);
