import type { Expression, Query } from '../syntax/ast';
import type { TranslationContext } from '../types';
import type { Sql } from './sql';

/** What a rewrite may ask of its surroundings, and how it has its parts rewritten. */
export interface Environment {
  readonly context: TranslationContext | undefined;
  /** True below a FROM with a GENERATOR: SEQ4() and the like have rows to number. */
  readonly generates: boolean;
  readonly expression: (expression: Expression, environment: Environment) => Sql;
  readonly query: (query: Query, environment: Environment) => string;
}
