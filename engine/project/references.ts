import { LakehouseError, suggestion, type SourceLocation } from '../errors';
import type { Problems } from './problems';
import type { RefCall, SourceCall } from './nodes/parse-node';
import type { UniqueId } from './types';

/** Names as they are referred to. An unknown one is a problem with a near name. */
export class References {
  private readonly refs = new Map<string, UniqueId>();
  private readonly files = new Map<string, string>();
  private readonly sources = new Map<string, UniqueId>();
  private readonly models = new Map<string, UniqueId>();
  private readonly disabled = new Set<string>();

  constructor(
    private readonly projectName: string,
    private readonly problems: Problems,
  ) {}

  addNode(name: string, id: UniqueId, kind: 'model' | 'snapshot', location: SourceLocation): void {
    const taken = this.refs.get(name);
    if (taken !== undefined) {
      this.problems.add(
        'LH204',
        `There are two nodes named "${name}": also in ${this.files.get(name)}. Names are unique over the project.`,
        location,
        id,
      );
      return;
    }
    this.refs.set(name, id);
    this.files.set(name, location.file);
    if (kind === 'model') this.models.set(name, id);
  }

  addSource(source: string, table: string, id: UniqueId, location: SourceLocation): void {
    const key = `${source}.${table}`;
    if (this.sources.has(key)) {
      this.problems.add('LH204', `The source "${key}" is there twice. Keep one.`, location, id);
      return;
    }
    this.sources.set(key, id);
  }

  addDisabled(key: string): void {
    this.disabled.add(key);
  }

  isDisabled(key: string): boolean {
    return this.disabled.has(key);
  }

  /** Throws LH401. `node` is who refers. */
  ref({ name, package: packageName, location }: RefCall, node: UniqueId | undefined): UniqueId {
    const id = this.refs.get(name);
    const isOwn = packageName === undefined || packageName === this.projectName;
    if (id !== undefined && isOwn) return id;
    const what = isOwn ? `ref('${name}')` : `ref('${packageName}', '${name}')`;
    if (!isOwn) {
      const message = `${what}: there is no project "${packageName}". The only one is "${this.projectName}".`;
      throw new LakehouseError([{ code: 'LH401', message, location, node }]);
    }
    throw this.unknown(what, name, this.refs.keys(), 'model or snapshot', location, node);
  }

  /** Throws LH401. */
  source({ source, table, location }: SourceCall, node: UniqueId | undefined): UniqueId {
    const key = `${source}.${table}`;
    const id = this.sources.get(key);
    if (id !== undefined) return id;
    const what = `source('${source}', '${table}')`;
    throw this.unknown(what, key, this.sources.keys(), 'table of a source', location, node);
  }

  /** A unit test's model. Undefined where it is switched off; throws LH401 where there is none. */
  model(name: string, location: SourceLocation): UniqueId | undefined {
    const id = this.models.get(name);
    if (id !== undefined) return id;
    if (this.disabled.has(name)) return undefined;
    throw this.unknown(`"${name}"`, name, this.models.keys(), 'model', location, undefined);
  }

  nearModel(name: string): string {
    return suggestion(name, this.refs.keys());
  }

  private unknown(
    what: string,
    name: string,
    known: Iterable<string>,
    kind: string,
    location: SourceLocation,
    node: UniqueId | undefined,
  ): LakehouseError {
    const message = this.disabled.has(name)
      ? `${what} is switched off (enabled: false). Switch it on, or refer to another.`
      : `${what}: there is no such ${kind}.${suggestion(name, known)}`;
    return new LakehouseError([{ code: 'LH401', message, location, node }]);
  }
}
