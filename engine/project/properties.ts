import type { z } from 'zod';
import type { SourceLocation } from '../errors';
import type { Scope } from '../jinja';
import type { PlacedFile } from './layout';
import type { Problems } from './problems';
import { parseYaml, type YamlFile, type YamlPath } from './yaml/document';
import { renderStrings } from './yaml/render';
import {
  describedSchema,
  macroSchema,
  modelSchema,
  schemaFileSchema,
  snapshotSchema,
  sourceSchema,
  unitTestSchema,
} from './yaml/schema-file';
import { validate } from './yaml/validate';

/** One thing that a property file says something of, with its place. */
export interface Entry<T> {
  readonly value: T;
  readonly file: YamlFile;
  readonly path: YamlPath;
  /** The file's path below its model path (snapshot path, …). */
  readonly below: string;
  readonly location: SourceLocation;
}

export interface Properties {
  readonly models: readonly Entry<z.infer<typeof modelSchema>>[];
  readonly snapshots: readonly Entry<z.infer<typeof snapshotSchema>>[];
  readonly sources: readonly Entry<z.infer<typeof sourceSchema>>[];
  readonly macros: readonly Entry<z.infer<typeof macroSchema>>[];
  readonly analyses: readonly Entry<z.infer<typeof describedSchema>>[];
  readonly singularTests: readonly Entry<z.infer<typeof describedSchema>>[];
  readonly unitTests: readonly Entry<z.infer<typeof unitTestSchema>>[];
}

/** Rendered later, where what they refer to is known (as dbt's SchemaYamlRenderer does). */
const renderedLater = new Set(['description', 'tests', 'data_tests']);

/** Every property file (`*.yml` below the project's folders), looked at key by key. */
export function readProperties(files: readonly PlacedFile[], scope: Scope, problems: Problems): Properties {
  const read = files.flatMap((placed) => {
    const file = problems.attempt(() => parseYaml(placed));
    if (!file || file.value === null) return [];
    const rendered = renderStrings(file, [], file.value, scope, problems, (key) => renderedLater.has(key));
    const sections = validate(schemaFileSchema, file, [], rendered, placed.path, problems);
    return sections ? [{ file, sections, below: placed.below }] : [];
  });
  const entries = <T>(
    section: 'models' | 'snapshots' | 'sources' | 'macros' | 'analyses' | 'data_tests' | 'unit_tests',
    schema: z.ZodType<T>,
    kind: string,
  ): Entry<T>[] =>
    read.flatMap(({ file, sections, below }) =>
      (sections[section] ?? []).flatMap((raw, i) => {
        const path = [section, i];
        const what = typeof raw['name'] === 'string' ? `${kind} "${raw['name']}"` : `${kind} ${i + 1}`;
        const value = validate(schema, file, path, raw, what, problems);
        return value ? [{ value, file, path, below, location: file.locate([...path, 'name']) }] : [];
      }),
    );
  return {
    models: entries('models', modelSchema, 'model'),
    snapshots: entries('snapshots', snapshotSchema, 'snapshot'),
    sources: entries('sources', sourceSchema, 'source'),
    macros: entries('macros', macroSchema, 'macro'),
    analyses: entries('analyses', describedSchema, 'analysis'),
    singularTests: entries('data_tests', describedSchema, 'test'),
    unitTests: entries('unit_tests', unitTestSchema, 'unit test'),
  };
}

/** One entry a name. A second description of the same thing is a mistake, as in dbt. */
export function byName<T extends { readonly name: string }>(
  entries: readonly Entry<T>[],
  kind: string,
  problems: Problems,
): Map<string, Entry<T>> {
  const found = new Map<string, Entry<T>>();
  for (const entry of entries) {
    const first = found.get(entry.value.name);
    if (first) {
      const { file, line } = first.location;
      problems.add(
        'LH204',
        `The ${kind} "${entry.value.name}" is described twice: also in ${file}:${line}. Keep one.`,
        entry.location,
      );
    } else found.set(entry.value.name, entry);
  }
  return found;
}
