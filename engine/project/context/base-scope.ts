import { createHash } from 'node:crypto';
import { parse as parseYamlText, stringify } from 'yaml';
import { suggestion } from '../../errors';
import { callable, type HostFunction, type Scope, TemplateObject } from '../../jinja';
import type { Json, Target } from '../types';
import { refusedModules, refusedNames } from './refused-names';
import { DBT_VERSION } from '../../artifacts/dbt-version';
import { ScopeRefusal } from './refusal';

export interface BaseContext {
  readonly projectName: string;
  readonly target: Target;
  /** Values of `var`, last one first asked: unit test, command line, project. */
  readonly vars: readonly { readonly [name: string]: unknown }[];
  readonly env: { readonly [name: string]: unknown };
}

/** The names that every text of a project can use: property files as well as models. */
export function baseScope(context: BaseContext): Scope {
  return {
    ...refusedNames,
    target: targetDict(context),
    var: callable('var', varFunction(context)),
    env_var: callable('env_var', envVar(context)),
    database: context.target.database,
    schema: context.target.schema,
    project_name: context.projectName,
    dbt_version: DBT_VERSION,
    modules: refusedModules,
    exceptions: new Exceptions(),
    log: silent('log'),
    print: silent('print'),
    debug: silent('debug'),
    fromyaml: callable('fromyaml', ([text, fallback]) =>
      parsed(() => parseYamlText(String(text), { version: '1.1' }), fallback),
    ),
    toyaml: callable('toyaml', ([value]) => stringify(value, { indentSeq: false })),
    local_md5: callable('local_md5', ([text]) => createHash('md5').update(String(text)).digest('hex')),
  };
}

function targetDict({ target, projectName }: BaseContext): { readonly [name: string]: Json } {
  const { name, type, database, schema, threads } = target;
  return { name, target_name: name, profile_name: projectName, type, database, schema, threads };
}

const varFunction =
  (context: BaseContext): HostFunction =>
  ([name, ...positional], kwargs) => {
    const key = String(name);
    for (const values of context.vars) if (Object.hasOwn(values, key)) return values[key];
    if (positional.length > 0) return positional[0];
    if ('default' in kwargs) return kwargs['default'];
    const known = context.vars.flatMap((values) => Object.keys(values));
    throw new ScopeRefusal(
      'LH306',
      `Unknown variable "${key}".${suggestion(key, known)} Set it under "vars" in dbt_project.yml, or give a default: var('${key}', …).`,
    );
  };

const envVar =
  (context: BaseContext): HostFunction =>
  ([name, fallback], kwargs) => {
    const key = String(name);
    if (key.startsWith('DBT_ENV_SECRET')) {
      throw new ScopeRefusal('LH305', `env_var('${key}') is not available: secrets never go into SQL.`);
    }
    const value = context.env[key] ?? fallback ?? kwargs['default'];
    if (value !== undefined && value !== null) return String(value);
    throw new ScopeRefusal(
      'LH306',
      `Environment variable "${key}" is not set. Set it, or give a default: env_var('${key}', '…').`,
    );
  };

class Exceptions extends TemplateObject {
  readonly typeName = 'exceptions';

  attribute(name: string): unknown {
    switch (name) {
      case 'raise_compiler_error':
        return callable(name, ([message]) => {
          throw new ScopeRefusal('LH307', String(message));
        });
      case 'raise_unavailable': // our own: how the package dbt refuses a macro
        return callable(name, ([macro, reason]) => {
          throw new ScopeRefusal('LH305', `${macro} is not available: ${reason}`);
        });
      case 'warn':
        return callable(name, () => '');
      default:
        return undefined;
    }
  }

  override attributeNames(): readonly string[] {
    return ['raise_compiler_error', 'warn'];
  }

  override toString(): string {
    return 'exceptions';
  }
}

/** Compiling is quiet: what dbt would log is of no use to a plan. */
const silent = (name: string) => callable(name, () => '');

function parsed(read: () => unknown, fallback: unknown): unknown {
  try {
    return read();
  } catch {
    return fallback ?? null; // dbt's documented answer to text that cannot be read
  }
}
