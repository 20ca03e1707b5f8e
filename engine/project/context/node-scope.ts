import { callable, TemplateObject, type CallSite, type HostFunction, type Scope } from '../../jinja';
import { refusedAdapter } from './refused-names';
import { Relation } from './relation';
import { ScopeRefusal } from './refusal';

/** What a template asks of whoever renders it: to be noted (parsing) or answered (executing). */
export interface NodeContext {
  /** The names that do not depend on the node: `baseScope`, built once. */
  readonly base: Scope;
  /** False while the project is read, true when SQL is compiled, as in dbt. */
  readonly execute: boolean;
  readonly incremental: boolean;
  /** The node as templates see it (`model`). */
  readonly node: { readonly [key: string]: unknown };
  readonly this: Relation | undefined;
  readonly ref: (name: string, packageName: string | undefined, site: CallSite) => Relation;
  readonly source: (source: string, table: string, site: CallSite) => Relation;
  readonly config: ConfigAnswers;
}

export interface ConfigAnswers {
  /** A call of `config(…)`: takes the values down while parsing; nothing when executing. */
  readonly set: (values: { readonly [key: string]: unknown }, site: CallSite) => void;
  /** `undefined` where the key is not set. */
  readonly get: (key: string) => unknown;
}

/** The names that a model, test, snapshot or analysis can use. */
export function nodeScope(context: NodeContext): Scope {
  const names: Record<string, unknown> = {
    ...context.base,
    execute: context.execute,
    lakehouse_is_incremental: context.incremental,
    ref: callable('ref', refFunction(context)),
    source: callable('source', sourceFunction(context)),
    config: new Config(context),
    adapter,
    api,
    model: context.node,
    this: context.this ?? null,
  };
  return { ...names, builtins: { ref: names['ref'], source: names['source'], config: names['config'] } };
}

const refFunction =
  (context: NodeContext): HostFunction =>
  (args, kwargs, site) => {
    if ('v' in kwargs || 'version' in kwargs) {
      throw new ScopeRefusal(
        'LH302',
        'Versioned models are not supported: refer to the model by its own name.',
      );
    }
    const unknown = Object.keys(kwargs)[0];
    if (unknown !== undefined || args.length < 1 || args.length > 2 || !args.every(isText)) {
      throw new ScopeRefusal('LH308', `ref takes a model's name, or a project and a model: ref('orders').`);
    }
    const [first = '', second] = args.map(String);
    return second === undefined ? context.ref(first, undefined, site) : context.ref(second, first, site);
  };

const sourceFunction =
  (context: NodeContext): HostFunction =>
  (args, kwargs, site) => {
    if (Object.keys(kwargs).length > 0 || args.length !== 2 || !args.every(isText)) {
      throw new ScopeRefusal(
        'LH308',
        `source takes a source's name and a table's: source('olist', 'orders').`,
      );
    }
    const [source = '', table = ''] = args.map(String);
    return context.source(source, table, site);
  };

const isText = (value: unknown): value is string => typeof value === 'string';

/** `config(…)`, `config.get(…)`, `config.require(…)`. */
class Config extends TemplateObject {
  readonly typeName = 'config';

  constructor(private readonly context: NodeContext) {
    super();
  }

  override readonly invoke: HostFunction = (args, kwargs, site) => {
    const values = args.length === 1 ? args[0] : kwargs;
    const both = args.length > 0 && Object.keys(kwargs).length > 0;
    if (args.length > 1 || both || values === null || typeof values !== 'object') {
      throw new ScopeRefusal('LH308', 'config takes settings by name: config(materialized="table").');
    }
    this.context.config.set(values as { readonly [key: string]: unknown }, site);
    return '';
  };

  attribute(name: string): unknown {
    const { config, execute } = this.context;
    // While parsing dbt answers the empty text: settings are known only when all files are read.
    switch (name) {
      case 'get':
        return callable(name, ([key, fallback], kwargs) =>
          execute ? (config.get(String(key)) ?? fallback ?? kwargs['default'] ?? null) : '',
        );
      case 'require':
        return callable(name, ([key]) => {
          if (!execute) return '';
          const value = config.get(String(key));
          if (value !== undefined) return value;
          throw new ScopeRefusal('LH308', `This needs the setting "${String(key)}". Set it with config(…).`);
        });
      case 'meta_get':
        return callable(name, ([key, fallback], kwargs) => {
          if (!execute) return '';
          const meta = config.get('meta') as { readonly [key: string]: unknown } | undefined;
          return meta?.[String(key)] ?? fallback ?? kwargs['default'] ?? null;
        });
      case 'set':
        return callable(name, ([key, value], _kwargs, site) => {
          config.set({ [String(key)]: value }, site);
          return '';
        });
      case 'persist_relation_docs':
      case 'persist_column_docs':
        return callable(name, () => false);
      default:
        return undefined;
    }
  }

  override attributeNames(): readonly string[] {
    return ['get', 'require', 'meta_get', 'set'];
  }

  override toString(): string {
    return 'config';
  }
}

class Adapter extends TemplateObject {
  readonly typeName = 'adapter';

  attribute(name: string): unknown {
    switch (name) {
      case 'dispatch':
        return callable(name, dispatch);
      case 'quote':
        return callable(name, ([identifier]) => `"${String(identifier)}"`);
      case 'type':
        return callable(name, () => 'snowflake');
      default:
        return refusedAdapter(name);
    }
  }

  override toString(): string {
    return 'adapter';
  }
}

/** The project's own macro goes before dbt's, `snowflake__x` before `default__x`. */
const dispatch: HostFunction = (args, kwargs, site) => {
  const name = String(args[0] ?? kwargs['macro_name']);
  for (const prefix of ['snowflake', 'default']) {
    const found = site.macro(`${prefix}__${name}`);
    if (found) return found;
  }
  throw new ScopeRefusal(
    'LH303',
    `There is no macro snowflake__${name} or default__${name} for adapter.dispatch to find.`,
  );
};

const adapter = new Adapter();

const part = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

/** `api.Relation.create(…)`: the one part of dbt's api that needs no warehouse. */
const api = {
  Relation: {
    create: callable('create', ([database, schema, identifier], kwargs) => {
      return new Relation({
        database: part(database ?? kwargs['database']),
        schema: part(schema ?? kwargs['schema']),
        identifier: part(identifier ?? kwargs['identifier']),
      });
    }),
  },
};
