import { TemplateObject, type HostFunction } from '../../jinja';
import { ScopeRefusal } from './refusal';

/** A name whose every use is refused, with the reason: `modules.datetime`, `graph`, a package. */
export class RefusedName extends TemplateObject {
  readonly typeName: string;

  constructor(
    private readonly name: string,
    private readonly reason: string,
  ) {
    super();
    this.typeName = name;
  }

  attribute(attribute: string): unknown {
    return new RefusedName(`${this.name}.${attribute}`, this.reason);
  }

  override readonly invoke: HostFunction = () => {
    throw this.refusal();
  };

  override toString(): string {
    throw this.refusal();
  }

  private refusal(): ScopeRefusal {
    return new ScopeRefusal('LH305', `${this.name} is not available: ${this.reason}`);
  }
}

const warehouse =
  'compiling never asks the warehouse. Pass what it would answer as a var, or compute it in the SQL of a model.';
const clock = 'the same project compiles to the same SQL on any day. Take the time as a var.';
const packages = 'packages are not supported: write the macro under macros/.';

const reasons: { readonly [name: string]: string } = {
  run_query: warehouse,
  statement: warehouse,
  load_result: warehouse,
  store_result: warehouse,
  store_raw_result: warehouse,
  load_relation: warehouse,
  load_cached_relation: warehouse,
  load_agate_table: warehouse,
  run_started_at: clock,
  invocation_id: clock,
  flags: 'a model compiles to the same SQL whatever dbt is called with.',
  graph: 'a model sees nothing of the graph beyond ref and source.',
  selected_resources: 'a model compiles to the same SQL whatever is selected.',
  metric: 'the semantic layer is not supported.',
  function: 'user-defined functions are not supported: write a macro.',
  submit_python_job: 'Python models are not supported.',
  write: 'compiling writes no files.',
  render: 'templates that render templates are not supported: write a macro.',
  dbt_utils: packages,
  dbt_expectations: packages,
  dbt_date: packages,
  dbt_external_tables: packages,
  codegen: packages,
  audit_helper: packages,
};

export const refusedNames: { readonly [name: string]: RefusedName } = Object.fromEntries(
  Object.entries(reasons).map(([name, reason]) => [name, new RefusedName(name, reason)]),
);

export const refusedModules = new RefusedName(
  'modules',
  'Python modules are not available in templates, and a clock (modules.datetime) is not wanted. Take the value as a var.',
);

export const refusedAdapter = (name: string) => new RefusedName(`adapter.${name}`, warehouse);
