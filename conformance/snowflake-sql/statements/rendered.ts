import type { Target } from '../../../engine/project';
import { names } from '../../../test/support/deployed-account';

export interface RenderedStatement {
  /** Where it comes from, and which one of those it is. */
  readonly id: string;
  readonly sql: string;
}

export const numbered = (origin: string, texts: readonly string[]): readonly RenderedStatement[] =>
  texts.map((sql, index) => ({ id: `${origin}-${index + 1}`, sql }));

export const target: Target = {
  name: 'dev',
  type: 'snowflake',
  database: names.database,
  schema: 'PUBLIC',
  threads: 4,
  vars: {},
  env: {},
};
