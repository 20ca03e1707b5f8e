import type { RelationName } from '../warehouse/port';
import type { Decisions } from './decide';
import type { PlanInput } from './input';
import { relationKey } from './relations';
import { identifier, relationText } from '../warehouse/identifier';
import { makeStep } from './step';
import type { Unit } from './types';

/** Where rows that failed a test are kept. */
export function failingRowsTable(database: string): RelationName {
  return { database, schema: 'AUDIT', name: 'FAILING_ROWS' };
}

/** Schemas and the table of failing rows, where the catalog shows nothing of them. */
export function setupUnit(decisions: Decisions, { observed, options }: PlanInput): Unit | undefined {
  const schemaKey = ({ database, schema }: RelationName) => `${identifier(database)}.${identifier(schema)}`;
  const table = failingRowsTable(options.database);
  const present = new Set(observed.catalog.map(schemaKey));
  const wanted = [...[...decisions.running.values()].map(({ live }) => schemaKey(live)), schemaKey(table)];
  const schemas = [...new Set(wanted)]
    .filter((schema) => !present.has(schema))
    .map((schema) =>
      makeStep({
        id: `create schema ${schema}`,
        purpose: 'prepare',
        sql: `create schema if not exists ${schema}`,
      }),
    );
  const exists = observed.catalog.some((entry) => relationKey(entry) === relationKey(table));
  const tables = exists
    ? []
    : [
        makeStep({
          id: 'create failing rows',
          purpose: 'prepare',
          sql: `create table if not exists ${relationText(table)} (run_id varchar, test varchar, model varchar, row_number number, failing_row varchar, found_at timestamp_ntz)`,
          after: schemas.filter(({ id }) => id.endsWith(schemaKey(table))).map(({ id }) => id),
        }),
      ];
  const steps = [...schemas, ...tables];
  if (steps.length === 0) return undefined;
  return { id: 'setup', after: [], models: [], tests: [], steps, rollback: undefined, gates: [] };
}
