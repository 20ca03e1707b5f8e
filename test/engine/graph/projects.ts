import type { Model, Project } from '../../../engine/project/types';

const location = { file: 'models/x.sql' };

/** A model by name with what a graph needs of it. */
export function model(name: string, parents: readonly string[] = [], more: Partial<Model> = {}): Model {
  return {
    resourceType: 'model',
    uniqueId: `model.shop.${name}`,
    name,
    description: '',
    path: `models/gold/${name}.sql`,
    fqn: ['shop', 'gold', name],
    tags: [],
    meta: {},
    location,
    rawCode: '',
    checksum: name,
    columns: [],
    dependsOn: { nodes: parents.map((parent) => `model.shop.${parent}`), macros: [] },
    database: 'db',
    schema: 'gold',
    alias: name,
    config: {
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
      copyGrants: true,
    },
    ...more,
  };
}

export function project(models: readonly Model[], more: Partial<Project> = {}): Project {
  return {
    name: 'shop',
    vars: {},
    models,
    snapshots: [],
    sources: [],
    tests: [],
    unitTests: [],
    analyses: [],
    macros: [],
    docs: [],
    ...more,
  };
}
