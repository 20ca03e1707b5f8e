import { join } from 'node:path';
import { makeCompiler } from '../../engine/compile';
import { buildGraph } from '../../engine/graph';
import { landedSources } from '../../engine/landing/setup';
import { readProject, readProjectFiles } from '../../engine/project';
import type { Target } from '../../engine/project/types';
import { build } from '../../engine/run/build';
import type { RunResult } from '../../engine/run/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { Cell } from '../../engine/warehouse/port';
import { loadLanded } from '../../local/pipe';
import { fixedClock, localWarehouse } from '../support/local-warehouse';
import { memoryStore } from '../support/memory-store';

const target: Target = {
  name: 'test',
  type: 'snowflake',
  database: 'LAKEHOUSE',
  schema: 'PUBLIC',
  threads: 1,
  vars: {},
  env: {},
};

/** What went wrong in a run, in words; nothing where all is well. */
export const mistakes = ({ models, tests }: RunResult): readonly string[] =>
  [...models, ...tests]
    .filter(({ status }) => !['success', 'pass', 'unchanged', 'excluded'].includes(status))
    .map(({ name, status, message }) => `${name}: ${status}, ${message}`);

/** A domain of this repository's project on a local warehouse, loaded and built by the engine itself. */
export async function openDomain(domain: string) {
  const project = readProject(await readProjectFiles(join(__dirname, '../../sql')), target);
  const graph = buildGraph(project);
  const compiler = makeCompiler(project, target);
  const { now, move } = fixedClock();
  const clock = { now, every: () => () => undefined };
  const local = await localWarehouse({ clock: now });
  const { warehouse, lake } = local;
  const sources = landedSources(project.sources).filter(({ landing }) => landing.domain === domain);
  const selected = new Set(
    [...project.models, ...project.tests, ...project.unitTests, ...project.sources]
      .filter(({ name, tags }) => name.startsWith(`${domain}__`) || tags.includes(domain))
      .map(({ uniqueId }) => uniqueId),
  );
  const store = memoryStore();
  let runs = 0;

  return {
    /** Puts a file into the lake. */
    land: async (key: string, content: Uint8Array, modifiedAt: Date): Promise<void> => {
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield content;
      }
      await (await lake.stage(bytes())).publish(key, modifiedAt);
    },
    /** Loads what has landed and builds what it changed, tests and all. */
    run: async (): Promise<RunResult> => {
      move(1000);
      const { failed } = await loadLanded({ warehouse, lake, sources, clock: now });
      if (failed.length > 0) throw new Error(JSON.stringify(failed));
      return build(
        {
          ...{ project, graph, compiler, warehouse, store, clock },
          ...{ random: () => `R${(runs += 1)}`, database: 'LAKEHOUSE' },
          ...{ keepDisplacedDays: 0, keepDisplaced: 1 },
        },
        {
          ...{ selected, fullRefresh: false, threads: 2, isAlive: () => true, onEvent: () => undefined },
          holder: { pid: 1, host: 'here', command: 'lakehouse build' },
        },
      );
    },
    /** The rows of a query that names models as `@name`, cells by column. */
    rows: async (sql: string): Promise<readonly Readonly<Record<string, Cell>>[]> => {
      const text = sql.replaceAll(/@(\w+)/g, (_all, name: string) =>
        relationText(compiler.relation(`model.lakehouse.${domain}__${name}`)),
      );
      const { columns, rows } = await warehouse.query(text);
      return rows.map((cells) =>
        Object.fromEntries(columns.map(({ name }, index) => [name.toLowerCase(), cells[index] ?? null])),
      );
    },
    close: () => local.close(),
  };
}

export type OpenDomain = Awaited<ReturnType<typeof openDomain>>;
