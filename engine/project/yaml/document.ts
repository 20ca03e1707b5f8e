import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { LakehouseError, type SourceLocation } from '../../errors';
import type { ProjectFile } from '../types';

export type YamlPath = readonly (string | number)[];

export interface Locator {
  /** Where the value at a path is written; `key: true` for its key. The nearest thing there is, if not itself. */
  locate(path: YamlPath, options?: { readonly key?: boolean }): SourceLocation;
}

/** A YAML file as plain values, each of which can be found again in the text. */
export interface YamlFile extends Locator {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
}

/**
 * dbt reads with PyYAML, that is YAML 1.1 more narrowly: `y` and `n` are text, and so is `1e6`, which has no dot.
 * https://github.com/yaml/pyyaml/blob/main/lib/yaml/resolver.py
 */
const pyYamlBoolean = (value: boolean, test: RegExp): ScalarTag => ({
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test,
  resolve: () => value,
});
const pyYamlFloat: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  resolve: (text) => Number(text.replaceAll('_', '')),
};
const replaced = ['tag:yaml.org,2002:bool', 'tag:yaml.org,2002:float'];
const pyYamlTags = (tags: Tags): Tags => [
  pyYamlFloat,
  pyYamlBoolean(true, /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/),
  pyYamlBoolean(false, /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/),
  ...tags.filter((tag) => typeof tag === 'string' || !replaced.includes(tag.tag)),
];

/** Throws LH201 with every mistake of the YAML itself. */
export function parseYaml(file: ProjectFile): YamlFile {
  const lineCounter = new LineCounter();
  // dbt strips files as it reads them, which a block text at the end of one shows.
  const document = parseDocument(file.text.trimEnd(), {
    version: '1.1',
    merge: true,
    customTags: pyYamlTags,
    lineCounter,
    prettyErrors: false,
  });
  const lines = file.text.split(/\r?\n/);
  const at = (offset: number): SourceLocation => {
    const { line, col } = lineCounter.linePos(offset);
    return { file: file.path, line, column: col, snippet: lines[line - 1] };
  };
  if (document.errors.length > 0) {
    throw new LakehouseError(
      document.errors.map((error) => ({
        code: 'LH201',
        message: `This is not valid YAML: ${error.message}.`,
        location: at(error.pos[0]),
      })),
    );
  }
  return {
    path: file.path,
    text: file.text,
    value: plain(document.toJS({ maxAliasCount: 10_000 })),
    locate: (path, options) => at(offsetOf(document, path, options?.key ?? false)),
  };
}

/** Unquoted dates are dates in YAML 1.1; everything here takes them as the text that was written. */
function plain(value: unknown): unknown {
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

function offsetOf(document: Document, path: YamlPath, wantsKey: boolean): number {
  let node = resolve(document, document.contents);
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    const wantsThisKey = wantsKey && depth === path.length - 1;
    const found = child(document, node, step);
    if (!found) return offset;
    offset = (wantsThisKey ? found.key : (found.value?.range?.[0] ?? found.key)) ?? offset;
    node = resolve(document, found.value);
  }
  return offset;
}

function child(
  document: Document,
  node: Node | null,
  step: string | number,
): { readonly key: number | undefined; readonly value: Node | null } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step] as Node | undefined;
    return item && { key: item.range?.[0], value: item };
  }
  if (!isMap(node)) return undefined;
  for (const pair of node.items) {
    if (!isScalar(pair.key)) continue;
    const value = pair.value as Node | null;
    if (String(pair.key.value) === String(step)) return { key: pair.key.range?.[0], value };
    if (pair.key.source === '<<') {
      const merged = resolve(document, value);
      for (const part of isSeq(merged) ? merged.items : [merged]) {
        const found = child(document, resolve(document, part as Node | null), step);
        if (found) return found;
      }
    }
  }
  return undefined;
}

function resolve(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}
