import { suggestion } from '../../../../errors';
import type { Environment } from '../emit/environment';
import type { Sql } from '../emit/sql';
import { refuse } from '../refusal';
import type { Call } from '../syntax/ast';
import { aggregates } from './aggregates';
import { arrays } from './arrays';
import { conditionals } from './conditionals';
import { contexts } from './contexts';
import { conversions } from './conversions';
import { dates } from './dates';
import { encodings } from './encodings';
import { generators } from './generators';
import { lambdas } from './lambdas';
import { numbers } from './numbers';
import { refused } from './refused';
import { regexps } from './regexp';
import type { Rule, Rules } from './rule';
import { objects } from './objects';
import { semistructured } from './semistructured';
import { texts } from './texts';
import { variantTypes } from './variant-types';
import { windows } from './windows';

/** Every function that is supported, in families. */
export const functionFamilies = {
  conditionals,
  conversions,
  texts,
  encodings,
  regexps,
  numbers,
  dates,
  semistructured,
  arrays,
  lambdas,
  objects,
  variantTypes,
  aggregates,
  windows,
  generators,
  contexts,
} satisfies Readonly<Record<string, Rules>>;

export type FunctionFamily = keyof typeof functionFamilies;

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.values(functionFamilies).flatMap((family: Rules) => Object.entries(family)),
);

/** Every function that is supported, by name. */
export const supportedFunctions: readonly string[] = [...rules.keys()].sort();

/** A function that is not on the list is refused by name: it might exist in DuckDB and mean something else. */
export function callExpression(call: Call, env: Environment): Sql {
  const rule = rules.get(call.name);
  if (rule) return rule(call, env);
  const reason = refused[call.name];
  return refuse(`The function ${call.name}`, call.at, reason ?? suggestion(call.name, rules.keys()).trim());
}
