import { fail, type SourceLocation } from '../errors';
import type { Severity } from '../project/types';

/** Whether a number of failures is too many. */
export type Threshold = (failures: number) => boolean;

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`;
const COMPARISON = new RegExp(`^(=|==|!=|<>|<|<=|>|>=)\\s*${NUMBER}$`);
const BETWEEN = new RegExp(`^(not\\s+)?between\\s+${NUMBER}\\s+and\\s+${NUMBER}$`, 'i');

/**
 * Reads `error_if` and `warn_if`. dbt pastes them into SQL behind the number of failures; here they are read, so
 * that nothing but a comparison gets through: `!= 0`, `> 10`, `between 1 and 10`.
 */
export function threshold(text: string, test: string, location?: SourceLocation): Threshold {
  const trimmed = text.trim();
  const [, operator, operand] = COMPARISON.exec(trimmed) ?? [];
  if (operator !== undefined) {
    const limit = Number(operand);
    switch (operator) {
      case '=':
      case '==':
        return (failures) => failures === limit;
      case '!=':
      case '<>':
        return (failures) => failures !== limit;
      case '<':
        return (failures) => failures < limit;
      case '<=':
        return (failures) => failures <= limit;
      case '>':
        return (failures) => failures > limit;
      case '>=':
        return (failures) => failures >= limit;
    }
  }
  const between = BETWEEN.exec(trimmed);
  if (between) {
    const [, not, low, high] = between;
    return (failures) => (failures >= Number(low) && failures <= Number(high)) === (not === undefined);
  }
  return fail(
    'LH703',
    `"${trimmed}" of test ${test} is no comparison with a number. Write for example "!= 0", "> 10" or "between 1 and 10".`,
    location,
  );
}

export interface Thresholds {
  readonly name: string;
  readonly severity: Severity;
  readonly errorIf: string;
  readonly warnIf: string;
  readonly location?: SourceLocation;
}

/** dbt's rule: a test of severity error fails by `error_if`; any test warns by `warn_if`. */
export function verdict(failures: number, test: Thresholds): 'pass' | 'warn' | 'fail' {
  const { name, severity, errorIf, warnIf, location } = test;
  if (severity === 'error' && threshold(errorIf, name, location)(failures)) return 'fail';
  return threshold(warnIf, name, location)(failures) ? 'warn' : 'pass';
}
