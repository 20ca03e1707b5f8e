import { suggestion } from '../../errors';
import type { Problems } from '../problems';
import type { YamlFile, YamlPath } from '../yaml/document';
import type { ConfigLayer } from './layers';

/** The folders of settings under `models:`, `snapshots:`, `data_tests:`, … of dbt_project.yml. */
export class ConfigTree {
  private readonly used = new Set<object>();

  constructor(
    private readonly file: YamlFile,
    /** `models` */
    private readonly section: string,
    private readonly root: { readonly [key: string]: unknown },
  ) {
    this.used.add(root);
  }

  /** From the outermost folder to the node's own name, which is how dbt applies them. */
  layersFor(fqn: readonly string[]): ConfigLayer[] {
    const layers: ConfigLayer[] = [];
    const path: (string | number)[] = [this.section];
    let folder: unknown = this.root;
    for (const step of [undefined, ...fqn]) {
      if (step !== undefined) {
        folder = isFolder(folder) ? folder[step] : undefined;
        path.push(step);
      }
      if (!isFolder(folder)) break;
      this.used.add(folder);
      const layer = this.layer(folder, [...path]);
      if (layer) layers.push(layer);
    }
    return layers;
  }

  /** Takes down the folders that no node lies in: almost always a misspelling. */
  reportUnused(fqns: readonly (readonly string[])[], problems: Problems): void {
    const walk = (folder: { readonly [key: string]: unknown }, path: readonly string[]): void => {
      for (const [key, value] of Object.entries(folder)) {
        if (key.startsWith('+') || !isFolder(value)) continue;
        const inner = [...path, key];
        if (this.used.has(value) || path.length === 0) {
          walk(value, inner);
          continue;
        }
        const siblings = fqns
          .filter((fqn) => path.every((step, i) => fqn[i] === step))
          .flatMap((fqn) => fqn[path.length] ?? []);
        problems.add(
          'LH207',
          `${[this.section, ...inner].join('.')} configures nothing: there is no such folder or node.${suggestion(key, siblings)} ` +
            `A setting that takes a map is written "+${key}".`,
          this.file.locate([this.section, ...inner], { key: true }),
        );
      }
    };
    walk(this.root, []);
  }

  private layer(folder: { readonly [key: string]: unknown }, path: YamlPath): ConfigLayer | undefined {
    const written = new Map<string, string>();
    const values: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(folder)) {
      if (!key.startsWith('+') && isFolder(value)) continue;
      const name = key.replace(/^\+\s*/, '');
      written.set(name, key);
      values[name] = value;
    }
    if (written.size === 0) return undefined;
    return {
      values,
      locate: ([first = '', ...rest], options) =>
        this.file.locate([...path, written.get(String(first)) ?? first, ...rest], options),
    };
  }
}

const isFolder = (value: unknown): value is { readonly [key: string]: unknown } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
