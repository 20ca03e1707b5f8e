import type { UniqueId } from '../../engine/project/types';
import { relationText } from '../../engine/warehouse/identifier';
import type { Rows } from '../api';
import { drawnNodes } from './drawn';
import { limitedRows } from './rows';
import type { ConsoleSource } from './source';

/** Some rows of a table; undefined where the project has no such node, or it has no table (yet). */
export async function sampleRows(
  { project, warehouse }: ConsoleSource,
  id: UniqueId,
  limit: number,
): Promise<Rows | undefined> {
  const view = await project();
  const node = drawnNodes(view).get(id);
  if (!node || (node.resourceType === 'model' && node.config.materialized === 'ephemeral')) return undefined;
  const relation = view.compiler.relation(id);
  if (!(await warehouse.columns(relation))) return undefined;
  const sql = `select * from ${relationText(relation)} limit ${String(limit + 1)}`;
  return limitedRows(await warehouse.query(sql), limit);
}
