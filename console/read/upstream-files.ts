import { landedSources, ledger, type LandedSource } from '../../engine/landing/setup';
import type { UniqueId } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { NodeFiles } from '../api';
import { instantOf } from './ledger';
import type { ConsoleSource, ProjectView } from './source';

/** Of which the newest are named. */
const NAMED = 10;

/** The files of the lake that a node's rows come from, however far up; undefined where it has no source that lands. */
export async function upstreamFiles(
  { warehouse, database, inspection }: ConsoleSource,
  view: ProjectView,
  id: UniqueId,
): Promise<NodeFiles | undefined> {
  const sources = landedAbove(view, id);
  if (sources.length === 0) return undefined;
  const isOf = new Map(
    sources.map(({ uniqueId, landing }) => [`${landing.domain}.${landing.dataset}`, uniqueId]),
  );
  const pending = (await inspection.pending()).filter((file) =>
    isOf.has(`${file.domain}.${file.dataset}`),
  ).length;
  const table = ledger(database);
  if (!(await warehouse.columns(table))) return { files: 0, bytes: 0, pending, newest: [] };
  const where = sources.map(() => '(domain = ? and dataset = ?)').join(' or ');
  const binds = sources.flatMap(({ landing }) => [landing.domain, landing.dataset]);
  const [sums, newest] = await Promise.all([
    warehouse.query(`select count(*), coalesce(sum(bytes), 0) from ${relationText(table)} where ${where}`, {
      binds,
    }),
    warehouse.query(
      `select domain, dataset, file, bytes, landed_at from ${relationText(table)} where ${where} order by landed_at desc, file desc limit ${String(NAMED)}`,
      { binds },
    ),
  ]);
  const [files, bytes] = sums.rows[0] ?? [];
  return {
    files: Number(files ?? 0),
    bytes: Number(bytes ?? 0),
    pending,
    newest: newest.rows.map(([domain, dataset, key, size, landedAt]) => ({
      source: isOf.get(`${String(domain)}.${String(dataset)}`) ?? '',
      key: String(key),
      bytes: Number(size),
      landedAt: instantOf(landedAt) ?? '',
    })),
  };
}

function landedAbove({ graph, project }: ProjectView, id: UniqueId): readonly LandedSource[] {
  const seen = new Set([id]);
  for (const one of seen) for (const parent of graph.parents.get(one) ?? []) seen.add(parent);
  return landedSources(project.sources).filter(({ uniqueId }) => seen.has(uniqueId));
}
