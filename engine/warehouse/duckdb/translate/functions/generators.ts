import { compound, Level, simple } from '../emit/sql';
import { refuse } from '../refusal';
import { argumentsOf, type Rule, type Rules } from './rule';

/** The column that numbers the rows of a GENERATOR (query/table-function.ts). */
export const SEQUENCE_COLUMN = '"GENERATOR$SEQ"';

/**
 * Without gaps here; Snowflake promises as much only for small results, which is why ROW_NUMBER is the safer way. After
 * the greatest number of its bytes it goes on at 0, or with the sign 1 at the least one.
 */
const sequence =
  (bytes: 1 | 2 | 4 | 8): Rule =>
  (call, env) => {
    argumentsOf(call, env, 0, 1);
    const [sign] = call.args;
    if (sign && !(sign.kind === 'number' && (sign.text === '0' || sign.text === '1')))
      refuse(`The sign argument of ${call.name}() that is not 0 or 1`, sign.at);
    if (!env.generates)
      refuse(
        `${call.name}() without a GENERATOR in FROM`,
        call.at,
        'Use ROW_NUMBER() OVER (ORDER BY …) - 1.',
      );
    // No result has rows enough for the longer ones to start again.
    if (bytes >= 4) return simple(SEQUENCE_COLUMN, 'integer', call.at);
    const [values, half] = [2 ** (8 * bytes), 2 ** (8 * bytes - 1)];
    const text =
      sign?.kind === 'number' && sign.text === '1'
        ? `(${SEQUENCE_COLUMN} + ${half}) % ${values} - ${half}`
        : `${SEQUENCE_COLUMN} % ${half}`;
    return compound(text, Level.Sum, 'integer', call.at);
  };

/** https://docs.snowflake.com/en/sql-reference/functions/seq1 */
export const generators: Rules = {
  SEQ1: sequence(1),
  SEQ2: sequence(2),
  SEQ4: sequence(4),
  SEQ8: sequence(8),
};
