import { join } from 'node:path';
import { makeCompiler } from '../../../engine/compile';
import { buildGraph } from '../../../engine/graph';
import { bronzeColumns, landedSources } from '../../../engine/landing/setup';
import { projectLineage } from '../../../engine/lineage';
import { readProject } from '../../../engine/project';
import { readProjectFiles } from '../../../engine/project/read-files';
import { localTarget } from '../../../local/home/project';

test('every column of every model of sql/ is known, and has the columns that its properties describe', async () => {
  const target = localTarget({ threads: 1, vars: {}, env: {} });
  const project = readProject(await readProjectFiles(join(__dirname, '../../../sql')), target);
  const landed = new Map(
    landedSources(project.sources).map((source) => [source.uniqueId, bronzeColumns(source)]),
  );
  const lineage = projectLineage({
    project,
    graph: buildGraph(project),
    compiler: makeCompiler(project, target),
    sourceColumns: (id) => landed.get(id),
  });
  const wrong = project.models.flatMap(({ uniqueId, name, columns }) => {
    const found = lineage.get(uniqueId);
    if (!found || 'unknown' in found) return [`${name}: ${found?.unknown ?? 'missing'}`];
    const names = new Set(found.columns.map((column) => column.name));
    return [
      ...found.columns.flatMap(({ name: column, unknown }) =>
        unknown ? [`${name}.${column}: ${unknown}`] : [],
      ),
      ...columns.flatMap((column) =>
        names.has(column.name.toUpperCase()) ? [] : [`${name}.${column.name}: not in its SQL`],
      ),
    ];
  });
  expect(wrong).toEqual([]);
});
