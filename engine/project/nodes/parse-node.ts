import type { SourceLocation } from '../../errors';
import { parseTemplate, render, type MacroLibrary } from '../../jinja';
import { layerAt, type ConfigLayer } from '../config/layers';
import { nodeScope } from '../context/node-scope';
import { rendering } from '../context/refusal';
import { Relation } from '../context/relation';
import { renderTestKwargs, type PlaceOf } from '../context/test-kwargs';
import type { Reading } from '../reading';
import type { UniqueId } from '../types';

export interface RefCall {
  readonly name: string;
  readonly package: string | undefined;
  readonly location: SourceLocation;
}

export interface SourceCall {
  readonly source: string;
  readonly table: string;
  readonly location: SourceLocation;
}

/** What a template asks for, found by rendering it the way dbt parses: nothing is resolved, calls are noted. */
export interface Calls {
  readonly configs: readonly ConfigLayer[];
  readonly refs: readonly RefCall[];
  readonly sources: readonly SourceCall[];
  readonly macros: readonly UniqueId[];
}

export interface TemplateText {
  readonly text: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ParseOptions {
  /** What `is_incremental()` answers. While parsing dbt has no. @default false */
  readonly incremental?: boolean;
  readonly testArguments?: { readonly args: { readonly [name: string]: unknown }; readonly placeOf: PlaceOf };
}

/**
 * Renders as dbt parses, `execute` false. Throws a `LakehouseError` for the template's own mistakes: dbt swallows what
 * is undefined here and stops at it when it compiles; a name that means nothing now will mean nothing then.
 */
export function parseCalls(
  reading: Reading,
  template: TemplateText,
  node: { readonly uniqueId: UniqueId; readonly name: string; readonly [key: string]: unknown },
  subject: string,
  options: ParseOptions = {},
): Calls {
  const refs: RefCall[] = [];
  const sources: SourceCall[] = [];
  const configs: ConfigLayer[] = [];
  const macros = new Set<UniqueId>();
  const { target, settings } = reading;
  const placeholder = new Relation({
    database: target.database,
    schema: target.schema,
    identifier: node.name,
  });
  const scope = nodeScope({
    base: settings.scope,
    execute: false,
    incremental: options.incremental ?? false,
    node,
    this: placeholder,
    ref: (name, packageName, site) => {
      refs.push({ name, package: packageName, location: reading.locate(site) });
      return placeholder;
    },
    source: (source, table, site) => {
      sources.push({ source, table, location: reading.locate(site) });
      return placeholder;
    },
    config: {
      set: (values, site) => configs.push(layerAt(reading.locate(site), values)),
      get: () => undefined,
    },
  });
  rendering(subject, node.uniqueId, () => {
    const { line = 1, column = 1 } = template;
    const parsed = parseTemplate(template.text, template.file, { line, column });
    const renderOptions = parseOptions(reading.macros.library, macros);
    const { testArguments } = options;
    const kwargs = testArguments && {
      _dbt_generic_test_kwargs: renderTestKwargs(
        testArguments.args,
        testArguments.placeOf,
        scope,
        renderOptions,
      ),
    };
    render(parsed, { ...scope, ...kwargs }, renderOptions);
  });
  return { configs, refs, sources, macros: [...macros] };
}

const parseOptions = (library: MacroLibrary, called: Set<UniqueId>) => ({
  macros: library,
  // dbt counts the macros that the node itself calls, not those that its macros call.
  onMacroCall: (call: { readonly package: string; readonly name: string; readonly depth: number }) => {
    if (call.depth === 0) called.add(`macro.${call.package}.${call.name}`);
  },
});
