import { simple } from '../emit/sql';
import { refuse } from '../refusal';
import { argumentsOf, type Rule, type Rules } from './rule';

/** The column that numbers the rows of a GENERATOR (query/relation.ts). */
export const SEQUENCE_COLUMN = '"GENERATOR$SEQ"';

/** Without gaps here; Snowflake promises as much only for small results, which is why ROW_NUMBER is the safer way. */
const sequence: Rule = (call, env) => {
  argumentsOf(call, env, 0, 1);
  if (call.args[0] && !(call.args[0].kind === 'number' && call.args[0].text === '0'))
    refuse(`The sign argument of ${call.name}()`, call.at);
  if (!env.generates)
    refuse(`${call.name}() without a GENERATOR in FROM`, call.at, 'Use ROW_NUMBER() OVER (ORDER BY …) - 1.');
  return simple(SEQUENCE_COLUMN, 'integer', call.at);
};

/** https://docs.snowflake.com/en/sql-reference/functions/seq1 */
export const generators: Rules = { SEQ4: sequence, SEQ8: sequence };
