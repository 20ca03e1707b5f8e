import { bronzeColumns, landedSources } from '../../engine/landing/setup';
import { projectLineage, traceColumn, type ProjectLineage } from '../../engine/lineage';
import type { UniqueId } from '../../engine/project/types';
import type { ColumnLineage } from '../api';
import type { ProjectView } from './source';

const known = new WeakMap<ProjectView, ProjectLineage>();

/** Made when it is first asked for: it reads the SQL of every model. */
export function lineageOf(view: ProjectView): ProjectLineage {
  const found = known.get(view);
  if (found) return found;
  const { project, graph, compiler } = view;
  const landed = new Map(
    landedSources(project.sources).map((source) => [source.uniqueId, bronzeColumns(source)]),
  );
  const declared = new Map(
    project.sources.map(({ uniqueId, columns }) => [uniqueId, columns.map(({ name }) => name.toUpperCase())]),
  );
  const columnsOf = (id: UniqueId): readonly string[] | undefined => {
    const columns = landed.get(id) ?? declared.get(id) ?? [];
    return columns.length > 0 ? columns : undefined;
  };
  const lineage = projectLineage({ project, graph, compiler, sourceColumns: columnsOf });
  known.set(view, lineage);
  return lineage;
}

/** Undefined where the project has no such column. */
export function columnLineage(view: ProjectView, node: UniqueId, name: string): ColumnLineage | undefined {
  const lineage = lineageOf(view);
  const found = lineage.get(node);
  if (!found) return undefined;
  // As it is stored: in capitals unless it was quoted.
  const stored = [name, name.toUpperCase()].find((one) =>
    found.columns.some((column) => column.name === one),
  );
  if (stored === undefined && !('unknown' in found)) return undefined;
  const of = { node, column: stored ?? name.toUpperCase() };
  return { of, ...traceColumn(lineage, of) };
}
