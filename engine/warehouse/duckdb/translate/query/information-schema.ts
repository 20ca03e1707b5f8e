import { refuse } from '../refusal';
import type { From } from '../syntax/ast';

const VIEWS: ReadonlySet<string> = new Set(['TABLES', 'VIEWS', 'COLUMNS', 'SCHEMATA', 'SEQUENCES']);

/** INFORMATION_SCHEMA in Snowflake's words (compat/catalog.ts), or undefined for other relations. */
export function informationSchema(node: Extract<From, { kind: 'table' }>): string | undefined {
  const schema = node.path.at(-2)?.text;
  const view = node.path.at(-1)?.text;
  if (schema === 'ACCOUNT_USAGE')
    return refuse('ACCOUNT_USAGE', node.at, 'Only INFORMATION_SCHEMA is there.');
  if (schema !== 'INFORMATION_SCHEMA' || view === undefined) return undefined;
  if (!VIEWS.has(view)) refuse(`INFORMATION_SCHEMA.${view}`, node.at, `There are ${[...VIEWS].join(', ')}.`);
  return `sf.information_schema_${view.toLowerCase()}()`;
}
