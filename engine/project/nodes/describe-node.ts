import type { z } from 'zod';
import type { Reading } from '../reading';
import type { Entry } from '../properties';
import type { ColumnDoc, Json } from '../types';
import type { columnSchema } from '../yaml/schema-file';

type ColumnYaml = z.infer<typeof columnSchema>;
type Meta = { readonly [key: string]: Json };

export const asMeta = (value: unknown): Meta => (value ?? {}) as Meta;
export const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Columns of a property file's entry, descriptions rendered; each name once. */
export function columnDocs(
  reading: Reading,
  entry: Pick<Entry<unknown>, 'file' | 'path'>,
  what: string,
  columns: readonly ColumnYaml[] | undefined,
): readonly ColumnDoc[] {
  const seen = new Set<string>();
  return (columns ?? []).flatMap((column, i) => {
    const path = [...entry.path, 'columns', i];
    const key = column.name.toLowerCase();
    if (seen.has(key)) {
      const message = `The column "${column.name}" of ${what} is described twice. Keep one.`;
      reading.problems.add('LH204', message, entry.file.locate([...path, 'name']));
      return [];
    }
    seen.add(key);
    return [
      {
        name: column.name,
        description: reading.describe(column.description, entry.file.locate([...path, 'description'])),
        dataType: column.data_type,
        meta: asMeta({ ...column.meta, ...column.config?.meta }),
        tags: [...new Set([...asList(column.tags), ...asList(column.config?.tags)])],
      },
    ];
  });
}

export const description = (
  reading: Reading,
  entry: Pick<Entry<unknown>, 'file' | 'path'> | undefined,
  text: string | null | undefined,
): string => (entry ? reading.describe(text, entry.file.locate([...entry.path, 'description'])) : '');
