import { createHash } from 'node:crypto';
import type { Compiler } from '../compile/types';
import type { DataTest, Json, SourceTable, UniqueId } from '../project/types';
import type { Built, Nodes } from './project-nodes';
import { relationText } from '../warehouse/identifier';
import type { Inputs } from './types';

export function fingerprint(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

export interface InputsOf {
  readonly nodes: Nodes;
  readonly compiler: Compiler;
  readonly tests: ReadonlyMap<UniqueId, readonly DataTest[]>;
  readonly sourceTokens: ReadonlyMap<UniqueId, string>;
  /** Version that a parent has, or will have once this run has published it. */
  readonly versionOf: (parent: UniqueId) => string;
}

/** All that decides the rows of a model and whether they are right. */
export function inputsOfModel(model: Built, given: InputsOf): Inputs {
  const { nodes, compiler } = given;
  const id = model.uniqueId;
  const parents = nodes.parents(id);
  const incremental = model.resourceType === 'model' && model.config.materialized === 'incremental';
  return {
    code: fingerprint([compiler.select(id), incremental ? compiler.select(id, { incremental }) : null]),
    config: fingerprint([relationText(compiler.relation(id)), ...decisiveConfig(model)]),
    tests: fingerprintTests(given.tests.get(id) ?? [], compiler),
    unitTests: fingerprint(
      nodes.unitTestsOf(id).map((test) => [test.uniqueId, compiler.unitTestSql(test.uniqueId)]),
    ),
    parents: Object.fromEntries(
      parents.filter((parent) => nodes.built.has(parent)).map((parent) => [parent, given.versionOf(parent)]),
    ),
    sources: Object.fromEntries(
      parents
        .filter((parent) => nodes.sources.has(parent))
        .map((parent) => [parent, given.sourceTokens.get(parent) ?? ABSENT]),
    ),
  };
}

/** A source has no SQL of ours: its rows and its tests are all there is to it. */
export function inputsOfSource(source: SourceTable, given: InputsOf): Inputs {
  const id = source.uniqueId;
  return {
    code: '',
    config: fingerprint([relationText(given.compiler.relation(id))]),
    tests: fingerprintTests(given.tests.get(id) ?? [], given.compiler),
    unitTests: '',
    parents: {},
    sources: { [id]: given.sourceTokens.get(id) ?? ABSENT },
  };
}

const ABSENT = 'absent';

/** Descriptions, tags and the like do not make a model run again. */
function decisiveConfig(node: Built): Json[] {
  const { config } = node;
  const common: Json[] = [
    [...config.uniqueKey],
    [...config.clusterBy],
    config.transient,
    node.resourceType === 'snapshot' ? 'snapshot' : config.materialized,
  ];
  if (node.resourceType === 'snapshot') {
    const { strategy, updatedAt, checkCols, invalidateHardDeletes } = node.config;
    return [...common, strategy, updatedAt ?? null, checkCols, invalidateHardDeletes];
  }
  if (node.config.materialized !== 'incremental') return common;
  return [
    ...common,
    config.incrementalStrategy,
    config.onSchemaChange,
    config.mergeUpdateColumns ?? null,
    config.mergeExcludeColumns ?? null,
  ];
}

function fingerprintTests(tests: readonly DataTest[], compiler: Compiler): string {
  return fingerprint(
    tests.map(({ uniqueId, config }) => [
      uniqueId,
      compiler.select(uniqueId),
      config.severity,
      config.errorIf,
      config.warnIf,
      config.failCalc,
      config.limit ?? null,
    ]),
  );
}
