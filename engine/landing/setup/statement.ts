import { relationText } from '../../warehouse/identifier';
import type { RelationName } from '../../warehouse/port';

/** One idempotent Snowflake statement that the landing of the sources needs. */
export interface SetupStatement {
  readonly kind: 'schema' | 'file format' | 'stage' | 'table' | 'pipe' | 'external table';
  /** `DATABASE.SCHEMA.NAME`, or `DATABASE.SCHEMA`. */
  readonly name: string;
  readonly sql: string;
}

export const statement = (kind: SetupStatement['kind'], name: RelationName, sql: string): SetupStatement => ({
  kind,
  name: relationText(name),
  sql,
});
