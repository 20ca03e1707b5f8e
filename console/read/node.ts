import { LakehouseError } from '../../engine/errors';
import type { UniqueId } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { Column } from '../../engine/warehouse/port';
import type { NodeColumn, NodeDetails, NodeRun, NodeSql, NodeTest } from '../api';
import { drawnNodes, neighbours } from './drawn';
import type { Facts } from './facts';
import type { Drawn } from './places';
import type { Reader } from './reader';
import type { ConsoleSource, ProjectView } from './source';
import { testsByNode, type PlacedTest } from './tests';
import { upstreamFiles } from './upstream-files';

/** All that is known of a source, model or snapshot; undefined where the project has none of that id. */
export async function nodeDetails(reader: Reader, id: UniqueId): Promise<NodeDetails | undefined> {
  const { source } = reader;
  const view = await source.project();
  const node = drawnNodes(view).get(id);
  if (!node) return undefined;
  const relation = isEphemeral(node) ? undefined : view.compiler.relation(id);
  const [describe, facts, columns, sql, files] = await Promise.all([
    reader.describer(view),
    reader.facts(),
    relation && source.warehouse.columns(relation),
    sqlOf(source, view, node),
    upstreamFiles(source, view, id),
  ]);
  const tests = testsByNode(view).get(id) ?? [];
  const columnList = columnsOf(node, columns, tests);
  return {
    ...describe(node),
    columns: columnList.length,
    relation: relation && relationText(relation),
    path: node.path,
    parents: neighbours(view, id, 'parents'),
    children: neighbours(view, id, 'children'),
    columnList,
    sql,
    testList: tests.map((placed) => nodeTest(view, placed, facts)),
    history: historyOf(id, tests, facts),
    files,
  };
}

const isEphemeral = (node: Drawn): boolean =>
  node.resourceType === 'model' && node.config.materialized === 'ephemeral';

/** In the order of the table; what is described and not (yet) in it comes last. */
function columnsOf(
  { columns: docs }: Drawn,
  stored: readonly Column[] | undefined,
  tests: readonly PlacedTest[],
): readonly NodeColumn[] {
  const byName = new Map(docs.map((doc) => [doc.name.toUpperCase(), doc]));
  const testsOf = (name: string): readonly UniqueId[] =>
    tests.flatMap(({ test }) =>
      test.resourceType === 'test' && test.generic?.column?.toUpperCase() === name ? [test.uniqueId] : [],
    );
  const there = (stored ?? []).map(({ name, type }): NodeColumn => ({
    name: shown(name),
    description: byName.get(name.toUpperCase())?.description ?? '',
    type,
    tests: testsOf(name.toUpperCase()),
  }));
  const known = new Set(there.map(({ name }) => name.toUpperCase()));
  const described = docs
    .filter(({ name }) => !known.has(name.toUpperCase()))
    .map(({ name, description, dataType }): NodeColumn => ({
      ...{ name, description, type: dataType },
      tests: testsOf(name.toUpperCase()),
    }));
  return [...there, ...described];
}

/** As models write it: lower case where it needs no quotes. */
const shown = (stored: string): string => (stored === stored.toUpperCase() ? stored.toLowerCase() : stored);

async function sqlOf(
  source: ConsoleSource,
  { compiler }: ProjectView,
  node: Drawn,
): Promise<NodeSql | undefined> {
  if (node.resourceType === 'source') return undefined;
  const compiled = compiler.select(node.uniqueId);
  const incremental =
    node.config.materialized === 'incremental'
      ? compiler.select(node.uniqueId, { incremental: true })
      : compiled;
  return {
    raw: node.rawCode,
    compiled,
    compiledIncremental: incremental === compiled ? undefined : incremental,
    ...(await localOf(source, compiled)),
  };
}

async function localOf(
  { localSql }: ConsoleSource,
  sql: string,
): Promise<Pick<NodeSql, 'local' | 'localProblem'>> {
  if (!localSql) return {};
  try {
    return { local: await localSql(sql) };
  } catch (e: unknown) {
    // A construct that the local engine refuses, by name.
    if (e instanceof LakehouseError) return { localProblem: e.message };
    throw e;
  }
}

function nodeTest({ compiler }: ProjectView, { test, kind }: PlacedTest, { tests }: Facts): NodeTest {
  const isUnit = test.resourceType === 'unit_test';
  return {
    id: test.uniqueId,
    name: test.name,
    kind,
    description: test.description.trim(),
    column: isUnit ? undefined : test.generic?.column,
    severity: isUnit ? 'error' : test.config.severity,
    path: test.path,
    sql: isUnit ? compiler.unitTestSql(test.uniqueId) : compiler.select(test.uniqueId),
    last: tests.get(test.uniqueId),
  };
}

function historyOf(id: UniqueId, tests: readonly PlacedTest[], { runs }: Facts): readonly NodeRun[] {
  return runs.flatMap(({ record, models, tests: outcomes }): NodeRun[] => {
    const result = models.get(id);
    if (!result) return [];
    const { status, message, startedAt, ms, rows } = result;
    const counts: { [status: string]: number } = {};
    for (const { test } of tests) {
      const outcome = outcomes.get(test.uniqueId)?.status;
      if (outcome) counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return [{ runId: record.runId, status, message, startedAt, ms, rows, tests: counts }];
  });
}
