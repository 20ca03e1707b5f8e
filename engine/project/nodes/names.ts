import { fail } from '../../errors';
import { callMacro, type Scope } from '../../jinja';
import { nodeScope } from '../context/node-scope';
import { rendering, ScopeRefusal } from '../context/refusal';
import type { Reading } from '../reading';

export interface CustomNames {
  readonly database?: string | null | undefined;
  readonly schema?: string | null | undefined;
  readonly alias?: string | null | undefined;
}

/** A node as `generate_…_name` macros see it. */
export type NamedNode = { readonly uniqueId: string; readonly name: string; readonly [key: string]: unknown };

type Names = { readonly database: string; readonly schema: string; readonly alias: string };

/** Where a node is built: the project's `generate_…_name` macros decide, dbt's where it has none. */
export function relationNames(reading: Reading, node: NamedNode, custom: CustomNames): Names {
  const { target, settings, macros } = reading;
  const ask = (macro: string, value: string | null | undefined, fallback: string): string => {
    if (!macros.library.has(macro, settings.name)) return fallback;
    const answer = rendering(`${macro} for "${node.name}"`, node.uniqueId, () =>
      callMacro(macros.library, macro, [value ?? null, node], {}, nameScope(reading, node)),
    );
    const name = typeof answer === 'string' ? answer.trim() : '';
    if (name === '') {
      fail('LH203', `${macro} answers no name for "${node.name}".`, undefined, node.uniqueId);
    }
    return name;
  };
  const schema = custom.schema ? `${target.schema}_${custom.schema.trim()}` : target.schema;
  return {
    database: ask('generate_database_name', custom.database, custom.database ?? target.database),
    schema: ask('generate_schema_name', custom.schema, schema),
    alias: ask('generate_alias_name', custom.alias, custom.alias?.trim() ?? node.name),
  };
}

function nameScope({ settings }: Reading, node: NamedNode): Scope {
  const refuse = (): never => {
    throw new ScopeRefusal('LH305', 'ref and source are not available where names are made.');
  };
  return nodeScope({
    base: settings.scope,
    execute: false,
    incremental: false,
    node,
    this: undefined,
    ref: refuse,
    source: refuse,
    config: { set: () => undefined, get: () => undefined },
  });
}
