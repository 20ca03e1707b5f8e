import type { Value } from '../values/types';

export type MethodBody<Self> = (self: Self, ...args: readonly (Value | undefined)[]) => Value;

/** By name: parameters, how many of them are required, what it does. */
export type MethodTable<Self> = ReadonlyMap<string, readonly [readonly string[], number, MethodBody<Self>]>;

export const methods = <Self>(table: {
  readonly [name: string]: readonly [readonly string[], number, MethodBody<Self>];
}): MethodTable<Self> => new Map(Object.entries(table));
