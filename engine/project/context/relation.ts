import { callable, TemplateObject } from '../../jinja';

/** `database.schema.identifier`, each part as it is to be printed. */
export interface RelationParts {
  readonly database: string | undefined;
  readonly schema: string | undefined;
  readonly identifier: string | undefined;
}

/** What `ref`, `source` and `this` answer: prints as dbt-snowflake does, unquoted. */
export class Relation extends TemplateObject {
  readonly typeName = 'relation';

  constructor(
    private readonly parts: RelationParts,
    /** An ephemeral model: a CTE of the model that refers to it. */
    private readonly cte = false,
  ) {
    super();
  }

  override toString(): string {
    const { database, schema, identifier } = this.parts;
    if (this.cte) return `__dbt__cte__${identifier}`;
    return [database, schema, identifier].filter((part) => part !== undefined).join('.');
  }

  attribute(name: string): unknown {
    const { database, schema, identifier } = this.parts;
    switch (name) {
      case 'database':
        return database ?? null;
      case 'schema':
        return schema ?? null;
      case 'identifier':
      case 'name':
      case 'table':
        return identifier ?? null;
      case 'is_cte':
        return this.cte;
      case 'render':
        return callable('render', () => this.toString());
      case 'without_identifier':
        return callable('without_identifier', () => new Relation({ ...this.parts, identifier: undefined }));
      case 'include':
        return callable('include', (_args, kwargs) => this.include(kwargs));
      default:
        return undefined;
    }
  }

  override attributeNames(): readonly string[] {
    return [
      'database',
      'schema',
      'identifier',
      'name',
      'table',
      'is_cte',
      'render',
      'include',
      'without_identifier',
    ];
  }

  private include(kwargs: { readonly [part: string]: unknown }): Relation {
    const { database, schema, identifier } = this.parts;
    const kept = <T>(part: string, value: T): T | undefined => (kwargs[part] === false ? undefined : value);
    return new Relation({
      database: kept('database', database),
      schema: kept('schema', schema),
      identifier: kept('identifier', identifier),
    });
  }
}
