import { storage } from '../emit/data-type';
import type { Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { atom, type Sql } from '../emit/sql';
import { isSemiStructured, type Type } from '../emit/type';
import { cast } from '../expressions/cast';
import { truth } from '../expressions/operator';
import { variantOf } from '../expressions/semistructured';
import { refuse } from '../refusal';
import { scopeOf } from '../scope/scope';
import type { Call, Lambda } from '../syntax/ast';
import { toVariant } from './semistructured';
import { argumentsOf, required, type Rule, type Rules } from './rule';

/**
 * Higher-order functions: DuckDB's lambdas over the elements of an array, each a VARIANT unless a type is given.
 * https://docs.snowflake.com/en/user-guide/querying-semistructured#use-lambda-functions-on-data-with-snowflake-higher-order-functions
 */
type Parameter = Lambda['parameters'][number];

function lambdaOf(call: Call, parameters: number): Lambda {
  const { lambda } = call;
  if (!lambda) return refuse(`${call.name}() without a lambda`, call.at);
  if (lambda.parameters.length !== parameters)
    return refuse(`A lambda of ${lambda.parameters.length} parameters in ${call.name}()`, lambda.at);
  return lambda;
}

/** The columns in sight and, before them, the parameters. */
const within = (
  env: Environment,
  named: readonly { readonly name: string; readonly type: Type }[],
): Environment => ({
  ...env,
  scope: scopeOf([{ label: undefined, columns: named }], env.scope),
});

/** An element as its parameter has it: cast where a type is given. */
function typedElement(parameter: Parameter, element: string): Sql {
  const value = atom(element, 'variant', parameter.name.at);
  return parameter.type ? cast(value, storage(parameter.type)) : value;
}

function compiled(call: Call, env: Environment): { list: string; name: string; element: Sql; body: Sql } {
  const array = required(argumentsOf(call, env, 1), 0);
  const lambda = lambdaOf(call, 1);
  const [parameter] = lambda.parameters;
  if (!parameter) throw new Error('a parameter was counted before');
  const element = typedElement(parameter, '_sfx');
  const { text: name } = parameter.name;
  const body = env.expression(lambda.body, within(env, [{ name, type: element.type }]));
  return { list: `sf.values_of(${variantOf(array)})`, name: identifier(name), element, body };
}

/** The body with the parameter bound to an element. */
const bound = (name: string, value: string, body: string): string =>
  `list_transform([${value}], lambda ${name}: ${body})[1]`;

const filter: Rule = (call, env) => {
  const { list, name, element, body } = compiled(call, env);
  const condition = bound(name, element.text, truth(body, call.name).text);
  return atom(`sf.array(list_filter(${list}, lambda _sfx: ${condition}))`, 'array', call.at);
};

const transform: Rule = (call, env) => {
  const { list, name, element, body } = compiled(call, env);
  const value = bound(name, element.text, toVariant(body, call.name));
  return atom(`sf.array(list_transform(${list}, lambda _sfx: ${value}))`, 'array', call.at);
};

/** An accumulator is kept as a VARIANT between the calls, and is of its first value's type within them. */
const KEPT: Readonly<Partial<Record<Type, string>>> = {
  integer: 'NUMBER',
  float: 'FLOAT',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
};

const reduce: Rule = (call, env) => {
  const args = argumentsOf(call, env, 2);
  const [array, initial] = [required(args, 0), required(args, 1)];
  const lambda = lambdaOf(call, 2);
  const [accumulator, element] = lambda.parameters;
  if (!accumulator || !element) throw new Error('parameters were counted before');
  const kept = KEPT[initial.type];
  if (kept === undefined && !isSemiStructured(initial.type))
    return refuse(
      `REDUCE() from a ${initial.type.toUpperCase()}`,
      initial.at,
      'Use FLATTEN and an aggregate.',
    );
  const target = kept === undefined ? undefined : storage({ name: kept, parameters: [], at: initial.at });
  const back = (text: string): Sql => {
    const variant = atom(text, 'variant', call.at);
    return target ? cast(variant, target) : { ...variant, type: initial.type };
  };
  const value = typedElement(element, '_sfx');
  const inner = within(env, [
    { name: accumulator.name.text, type: initial.type },
    { name: element.name.text, type: value.type },
  ]);
  const body = env.expression(lambda.body, inner);
  if (body.type !== initial.type) refuse('REDUCE() whose result is not of the first value’s type', lambda.at);
  const step = bound(
    identifier(accumulator.name.text),
    back('_sfa').text,
    bound(identifier(element.name.text), value.text, toVariant(body, call.name)),
  );
  const reduced = `list_reduce(sf.values_of(${variantOf(array)}), lambda _sfa, _sfx: ${step}, ${toVariant(initial, call.name)})`;
  const result = back(reduced);
  return { ...result, type: initial.type };
};

export const lambdas: Rules = { FILTER: filter, TRANSFORM: transform, REDUCE: reduce };
