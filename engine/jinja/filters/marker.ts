import { Native, type Value } from '../values/types';
import { text } from '../values/print';
import type { Filter } from './filter';

/** What a YAML value shall become, by dbt's `as_…` filters. */
export class Marker extends Native {
  readonly typeName = 'str';
  constructor(
    readonly target: 'text' | 'bool' | 'number' | 'native',
    readonly written: string,
  ) {
    super();
  }
  text(): string {
    return this.written;
  }
}

/** Marks a value while a YAML value is rendered; changes nothing anywhere else. */
export const marker =
  (target: Marker['target']): Filter =>
  (value: Value, _args, _kwargs, { native }) =>
    native ? new Marker(target, text(value)) : value;
