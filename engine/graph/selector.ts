import { fail, suggestion } from '../errors';

/** How far to go along the graph: 0 not at all, Infinity all the way. */
export interface Selector {
  readonly method: Method;
  /** After a dot in the method: `materialized` of `config.materialized:view`. */
  readonly methodArgument: string | undefined;
  readonly value: string;
  readonly parents: number;
  readonly children: number;
  /** `@x`: x, everything below it, and everything that those need. */
  readonly closure: boolean;
}

export const methods = [
  'name',
  'fqn',
  'tag',
  'path',
  'file',
  'source',
  'config',
  'resource_type',
  'test_type',
  'test_name',
  'state',
] as const;
export type Method = (typeof methods)[number];

const grammar =
  /^(?<closure>@)?(?<up>\d*\+)?(?:(?<method>[a-z_]+)(?:\.(?<argument>[\w.]+))?:)?(?<value>.*?)(?<down>\+\d*)?$/;

/** One selector of dbt's grammar: `[@][n+][method[.argument]:]value[+n]`. */
export function parseSelector(text: string): Selector {
  const groups = grammar.exec(text)?.groups;
  if (!groups?.['value'])
    fail('LH403', `"${text}" selects nothing: write a name, or a method as in tag:gold.`);
  const { closure, up, method, argument, value, down } = groups;
  if (closure && up) fail('LH403', `"${text}" has both @ and +: use one of them.`);
  return {
    method: method === undefined ? methodOf(value) : known(method, text),
    methodArgument: argument,
    value,
    parents: depth(up),
    children: depth(down),
    closure: closure !== undefined,
  };
}

/** Without a method dbt looks at the value: a path, a file, or a name. */
function methodOf(value: string): Method {
  if (value.includes('/')) return 'path';
  return /\.(sql|ya?ml)$/.test(value) ? 'file' : 'fqn';
}

function known(method: string, text: string): Method {
  const found = methods.find((name) => name === method);
  return (
    found ??
    fail(
      'LH403',
      `"${text}": there is no selection method "${method}".${suggestion(method, methods)} Methods are ${methods.join(', ')}.`,
    )
  );
}

function depth(plus: string | undefined): number {
  if (plus === undefined) return 0;
  const digits = plus.replace('+', '');
  return digits === '' ? Infinity : Number(digits);
}
