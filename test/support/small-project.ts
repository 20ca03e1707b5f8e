import type { CompileOptions, Compiler } from '../../engine/compile/types';
import type { Graph } from '../../engine/graph/types';
import type {
  DataTest,
  Model,
  ModelConfig,
  Project,
  Snapshot,
  SourceTable,
  TestConfig,
  UnitTest,
} from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';

/**
 * A project written in a few lines. SQL refers to others as `@name` (a model), `@source.table`, and `@this`;
 * `incremental` is the SQL while `is_incremental()` is true.
 */
export interface Small {
  readonly sources?: readonly string[];
  /** Whose files land: a source's dataset has its name. */
  readonly landed?: boolean;
  readonly models?: { readonly [name: string]: SmallModel };
  readonly snapshots?: { readonly [name: string]: { readonly sql: string } & Partial<Snapshot['config']> };
  /** SQL of singular tests by name; rows are failures. */
  readonly tests?: { readonly [name: string]: string | ({ readonly sql: string } & Partial<TestConfig>) };
  /** The SELECT of differences, by name. */
  readonly unitTests?: { readonly [name: string]: { readonly model: string; readonly sql: string } };
}

export type SmallModel =
  string | ({ readonly sql: string; readonly incremental?: string } & Partial<ModelConfig>);

const CONFIG: ModelConfig = {
  enabled: true,
  materialized: 'table',
  database: undefined,
  schema: undefined,
  alias: undefined,
  tags: [],
  meta: {},
  uniqueKey: [],
  incrementalStrategy: 'merge',
  onSchemaChange: 'ignore',
  mergeUpdateColumns: undefined,
  mergeExcludeColumns: undefined,
  fullRefresh: undefined,
  clusterBy: [],
  transient: true,
  copyGrants: false,
};

const TEST: TestConfig = {
  enabled: true,
  severity: 'error',
  errorIf: '!= 0',
  warnIf: '!= 0',
  where: undefined,
  limit: undefined,
  failCalc: 'count(*)',
  tags: [],
  meta: {},
};

const base = (uniqueId: string, name: string) => ({
  uniqueId,
  name,
  description: '',
  path: `${name}.sql`,
  fqn: ['shop', name],
  tags: [],
  meta: {},
  location: { file: `${name}.sql`, line: 1 },
});

export interface SmallWorld {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  readonly all: ReadonlySet<string>;
}

export function small(spec: Small): SmallWorld {
  const texts = new Map<string, { sql: string; incremental: string | undefined }>();
  const idOf = (reference: string) =>
    reference.includes('.')
      ? `source.shop.${reference}`
      : `${spec.snapshots?.[reference] ? 'snapshot' : 'model'}.shop.${reference}`;
  const references = (sql: string) =>
    [...sql.matchAll(/@([a-z_0-9.]+)/g)].flatMap(([, name]) => (name && name !== 'this' ? [idOf(name)] : []));

  const models = Object.entries(spec.models ?? {}).map(([name, given]): Model => {
    const { sql, incremental, ...config } =
      typeof given === 'string' ? { sql: given, incremental: undefined } : given;
    const uniqueId = idOf(name);
    texts.set(uniqueId, { sql, incremental });
    return {
      ...base(uniqueId, name),
      resourceType: 'model',
      rawCode: sql,
      checksum: '',
      config: { ...CONFIG, ...config },
      columns: [],
      dependsOn: { nodes: references(`${sql} ${incremental ?? ''}`), macros: [] },
      database: 'LAKEHOUSE',
      schema: 'SHOP',
      alias: name,
    };
  });
  const snapshots = Object.entries(spec.snapshots ?? {}).map(([name, { sql, ...config }]): Snapshot => {
    const uniqueId = idOf(name);
    texts.set(uniqueId, { sql, incremental: undefined });
    const strategy = {
      strategy: 'timestamp',
      updatedAt: undefined,
      checkCols: [],
      invalidateHardDeletes: false,
    } as const;
    return {
      ...base(uniqueId, name),
      resourceType: 'snapshot',
      rawCode: sql,
      checksum: '',
      config: { ...CONFIG, ...strategy, ...config },
      columns: [],
      dependsOn: { nodes: references(sql), macros: [] },
      database: 'LAKEHOUSE',
      schema: 'SHOP',
      alias: name,
    };
  });
  const sources = (spec.sources ?? []).map((reference): SourceTable => {
    const [sourceName = '', name = ''] = reference.split('.');
    return {
      ...base(idOf(reference), name),
      resourceType: 'source',
      sourceName,
      database: 'LAKEHOUSE',
      schema: 'BRONZE',
      identifier: name,
      columns: [],
      external: undefined,
      landing: spec.landed ? { domain: sourceName, dataset: name, format: 'csv', files: [] } : undefined,
    };
  });
  const tests = Object.entries(spec.tests ?? {}).map(([name, given]): DataTest => {
    const { sql, ...config } = typeof given === 'string' ? { sql: given } : given;
    const uniqueId = `test.shop.${name}`;
    texts.set(uniqueId, { sql, incremental: undefined });
    return {
      ...base(uniqueId, name),
      resourceType: 'test',
      rawCode: sql,
      checksum: '',
      config: { ...TEST, ...config },
      dependsOn: { nodes: references(sql), macros: [] },
      generic: undefined,
    };
  });
  const unitTests = Object.entries(spec.unitTests ?? {}).map(([name, { model, sql }]): UnitTest => {
    const uniqueId = `unit_test.shop.${name}`;
    texts.set(uniqueId, { sql, incremental: undefined });
    return {
      ...base(uniqueId, name),
      resourceType: 'unit_test',
      model: idOf(model),
      given: [],
      expect: { rows: { dict: [] } },
      overrides: { macros: {}, vars: {}, envVars: {} },
    };
  });
  const project: Project = {
    name: 'shop',
    vars: {},
    models,
    snapshots,
    sources,
    tests,
    unitTests,
    analyses: [],
    macros: [],
    docs: [],
  };

  const relation = (id: string) => {
    const model = [...models, ...snapshots].find(({ uniqueId }) => uniqueId === id);
    const source = sources.find(({ uniqueId }) => uniqueId === id);
    const name = (model?.alias ?? source?.identifier ?? 'none').toUpperCase();
    return { database: 'LAKEHOUSE', schema: model ? 'SHOP' : 'BRONZE', name };
  };
  const render = (sql: string, self: string, options: CompileOptions): string =>
    sql.replaceAll(/@([a-z_0-9.]+)/g, (_all, name: string) => {
      if (name === 'this') return relationText(relation(self));
      const id = idOf(name);
      const inlined = models.find(
        (model) => model.uniqueId === id && model.config.materialized === 'ephemeral',
      );
      if (inlined) return `(${render(inlined.rawCode, id, options)})`;
      return relationText(options.relationOf?.(id) ?? relation(id));
    });
  const textOf = (id: string) => {
    const text = texts.get(id);
    if (!text) throw new Error(`no such node: ${id}`);
    return text;
  };
  const compiler: Compiler = {
    relation,
    select: (id, options = {}) => {
      const { sql, incremental } = textOf(id);
      return render((options.incremental ? incremental : undefined) ?? sql, id, options);
    },
    unitTestSql: (id) => textOf(id).sql,
  };
  const all = [...models, ...snapshots, ...sources, ...tests, ...unitTests].map(({ uniqueId }) => uniqueId);
  return { project, graph: graphOf(project), compiler, all: new Set(all) };
}

function graphOf(project: Project): Graph {
  const parents = new Map<string, readonly string[]>();
  for (const source of project.sources) parents.set(source.uniqueId, []);
  for (const node of [...project.models, ...project.snapshots, ...project.tests])
    parents.set(node.uniqueId, node.dependsOn.nodes);
  for (const test of project.unitTests) parents.set(test.uniqueId, [test.model]);
  const order: string[] = [];
  const visit = (id: string) => {
    if (order.includes(id)) return;
    for (const parent of parents.get(id) ?? []) visit(parent);
    order.push(id);
  };
  for (const id of [...parents.keys()].sort()) visit(id);
  const children = new Map(
    order.map((id) => [id, order.filter((other) => parents.get(other)?.includes(id))] as const),
  );
  return { parents, children, order };
}
