import {
  callable,
  type Scope,
  TemplateObject,
  type CallSite,
  macroLibrary,
  parseBlocks,
  type MacroLibrary,
} from '../../engine/jinja';

/** Stands for dbt's relation: prints its full name, has its parts as attributes. As in record-jinja.py. */
export class FakeRelation extends TemplateObject {
  readonly typeName = 'Relation';
  private readonly parts: { readonly [name: string]: string };

  constructor(...names: readonly string[]) {
    super();
    this.parts = { database: 'DB', schema: 'S', identifier: names.join('__') };
  }
  attribute(name: string): unknown {
    return Object.hasOwn(this.parts, name) ? this.parts[name] : undefined;
  }
  override attributeNames(): readonly string[] {
    return Object.keys(this.parts);
  }
  toString(): string {
    return Object.values(this.parts).join('.');
  }
}

/** Stands for dbt's `config`: called with settings, asked for them by `get`. */
class FakeConfig extends TemplateObject {
  readonly typeName = 'Config';
  private readonly seen = new Map<string, unknown>();

  override readonly invoke = (
    _args: readonly unknown[],
    kwargs: { readonly [name: string]: unknown },
  ): string => {
    for (const [name, value] of Object.entries(kwargs)) this.seen.set(name, value);
    return '';
  };
  attribute(name: string): unknown {
    if (name !== 'get') return undefined;
    return callable('get', ([key, fallback = null]) => this.seen.get(String(key)) ?? fallback);
  }
  toString(): string {
    return 'config';
  }
}

class FakeAdapter extends TemplateObject {
  readonly typeName = 'Adapter';
  attribute(name: string): unknown {
    if (name !== 'dispatch') return undefined;
    return callable(
      'dispatch',
      ([macro], _kwargs, site: CallSite) =>
        site.macro(`snowflake__${String(macro)}`) ?? site.macro(`default__${String(macro)}`),
    );
  }
  toString(): string {
    return 'adapter';
  }
}

const VARIABLES: { readonly [name: string]: unknown } = { start: '2020-01-01', limit: 5, on: true };

/** The names that record-jinja.py gives to a template. */
export function caseScope(context: Scope = {}): Scope {
  return {
    ref: callable('ref', (names) => new FakeRelation(...names.map(String))),
    this: new FakeRelation('this'),
    config: new FakeConfig(),
    adapter: new FakeAdapter(),
    var: callable('var', ([name, fallback = null]) => VARIABLES[String(name)] ?? fallback),
    echo: callable('echo', (args, kwargs) => JSON.stringify([args, kwargs])),
    nothing: callable('nothing', () => null),
    execute: true,
    ...context,
  };
}

export function caseMacros(text = ''): MacroLibrary {
  const macros = parseBlocks(text, 'macros.sql', ['macro', 'test']);
  return macroLibrary([{ name: 'project', macros }]);
}
