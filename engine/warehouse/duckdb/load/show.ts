import { relationText } from '../../identifier';
import type { Cell, Column, Result } from '../../port';
import type { Connection } from '../connection';
import { formatOptions } from '../../../landing/file-format';
import { all, type StoredObject } from './objects';
import type { LoadStatement, StoredKind } from './statement';

const text = (name: string): Column => ({ name, kind: 'TEXT', type: 'VARCHAR' });

/** LIKE of a SHOW: `%`, `_`, whatever the case. */
function like(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = [...pattern]
    .map((sign) => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const expression = new RegExp(`^${source}$`, 'is');
  return (name) => expression.test(name);
}

/** The columns of Snowflake's SHOW that mean something here, under its names, which are lower-case. */
export async function show(
  connection: Connection,
  { object, like: pattern, schema }: Extract<LoadStatement, { kind: 'show' }>,
): Promise<Result> {
  const matching = like(pattern);
  const list = async <K extends StoredKind>(
    kind: K,
    extra: Readonly<Record<string, (stored: StoredObject<K>) => Cell>>,
  ): Promise<Result> => {
    const stored = (await all(connection, kind)).filter(
      ({ name }) =>
        matching(name.name) && (schema === undefined || name.schema.toUpperCase() === schema.toUpperCase()),
    );
    return {
      columns: ['created_on', 'name', 'database_name', 'schema_name', ...Object.keys(extra)].map(text),
      rows: stored.map((one) => [
        one.createdAt,
        one.name.name,
        one.name.database,
        one.name.schema,
        ...Object.values(extra).map((value) => value(one)),
      ]),
    };
  };
  switch (object) {
    case 'pipe':
      return list('pipe', {
        definition: ({ definition }) => definition.definition,
        notification_channel: () => null,
        kind: () => 'STAGE',
      });
    case 'stage':
      return list('stage', { url: ({ definition }) => definition.url, type: () => 'EXTERNAL' });
    case 'file format':
      return list('file format', {
        type: ({ definition }) => definition.type,
        format_options: ({ definition }) => formatOptions(definition).join(' '),
      });
    case 'external table':
      return list('external table', {
        location: ({ definition }) =>
          `@${relationText(definition.location.stage)}/${definition.location.path}`,
      });
  }
}
