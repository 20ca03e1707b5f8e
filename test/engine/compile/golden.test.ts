import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompiler } from '../../../engine/compile';
import { buildGraph } from '../../../engine/graph';
import { manifest } from '../../../engine/artifacts/manifest';
import { readProject, type Project } from '../../../engine/project';
import { fixtureFiles, target } from '../../support/projects';

/**
 * The folder holds what dbt-core 1.12.6 with dbt-snowflake 1.12.4 makes of test/fixtures/projects/shop
 * (`dbt compile --no-introspect`, variable lakehouse_incremental false, and true for the incremental text).
 */
const golden = join(__dirname, '../../golden/compile/shop');
const text = (file: string): string => readFileSync(join(golden, file), 'utf8');

interface Facts {
  readonly file: string;
  readonly fqn: readonly string[];
  readonly tags: readonly string[];
  readonly relation: string | null;
  readonly macros: readonly string[];
  readonly nodes: readonly string[];
}
const facts = Object.entries(JSON.parse(text('nodes.json')) as Record<string, Facts>);

let project: Project;
beforeAll(async () => {
  project = readProject(await fixtureFiles('shop'), target());
});

test.each(facts)('%s compiles to the text that dbt compiles', (id, { file }) => {
  expect(makeCompiler(project, target()).select(id)).toBe(text(file));
});

test('an increment compiles to the text that dbt compiles', () => {
  const sql = makeCompiler(project, target()).select('model.shop.stg_orders', { incremental: true });
  expect(sql).toBe(text('model.stg_orders.incremental.sql'));
});

test('nodes have the ids, fqns, tags, relations and dependencies that they have in dbt', () => {
  const entries = manifest(project, buildGraph(project), makeCompiler(project, target()), target(), {
    generatedAt: '2026-01-01T00:00:00Z',
    invocationId: 'x',
  }).nodes;
  const sorted = (value: unknown): unknown => [...(value as string[])].sort();
  const ours = Object.entries(entries).map(([id, entry]) => {
    const { macros, nodes } = entry['depends_on'] as { macros: string[]; nodes: string[] };
    return [
      id,
      {
        fqn: entry['fqn'],
        tags: sorted(entry['tags']),
        relation: entry['relation_name'],
        macros: sorted(macros),
        nodes: sorted(nodes),
      },
    ];
  });
  const theirs = facts.map(([id, { fqn, tags, relation, macros, nodes }]) => [
    id,
    { fqn, tags, relation, macros, nodes },
  ]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
});

test('every golden text belongs to a node', () => {
  const used = facts.map(([, { file }]) => file);
  const others = readdirSync(golden).filter((file) => !used.includes(file));
  expect(others.sort()).toEqual(['model.stg_orders.incremental.sql', 'nodes.json']);
});
