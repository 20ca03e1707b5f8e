import type { SourceTable } from '../../project/types';
import { bronzeTable, pipeName, type LandedSource } from '../setup';
import { SHARED_SCHEMA } from '../setup/names';

/** The canary's dataset: lines of JSON below `bronze/_canary/`, which no model reads and no file of a source matches. */
export const canarySource: LandedSource = {
  resourceType: 'source',
  uniqueId: 'source.lakehouse._canary.canary',
  name: 'canary',
  sourceName: '_canary',
  schema: SHARED_SCHEMA,
  identifier: 'CANARY',
  database: '',
  description: 'Proves after a deploy that a file in the lake becomes a row.',
  path: '',
  fqn: [],
  tags: [],
  meta: {},
  location: { file: '' },
  columns: [],
  external: undefined,
  landing: { domain: '_canary', dataset: '_canary', format: 'ndjson', files: [] },
} satisfies SourceTable;

export const canaryTable = (database: string) => bronzeTable(canarySource, database);
export const canaryPipe = (database: string) => pipeName(canarySource, database);
