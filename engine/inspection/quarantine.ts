import { literal, relationText } from '../warehouse/identifier';
import type { WarehouseReader } from '../warehouse/port';
import { numberOf } from './ledger';
import type { Placed } from './schemas';

export interface Quarantined {
  readonly model: string;
  readonly reason: string;
  readonly rows: number;
  /** No accepted row has the key of these. */
  readonly unresolved: number;
}

/** Rows set aside, by reason, of every `<model>__quarantine` that is published. */
export async function readQuarantined(
  warehouse: WarehouseReader,
  { project, compiler }: Placed,
): Promise<readonly Quarantined[]> {
  const there = new Set((await warehouse.catalog()).map(({ schema, name }) => `${schema}.${name}`));
  const selects = project.models.flatMap(({ uniqueId, name }) => {
    if (!name.endsWith('__quarantine')) return [];
    const relation = compiler.relation(uniqueId);
    if (!there.has(`${relation.schema}.${relation.name}`)) return [];
    return [
      `select ${literal(name)} as model, reason, count(*) as quarantined_rows, count_if(not resolved) as unresolved
       from ${relationText(relation)} group by reason`,
    ];
  });
  if (selects.length === 0) return [];
  const { rows } = await warehouse.query(`${selects.join('\nunion all\n')}\norder by 1, 3 desc, 2`);
  return rows.map(([model, reason, number, unresolved]) => ({
    model: String(model),
    reason: String(reason),
    rows: numberOf(number),
    unresolved: numberOf(unresolved),
  }));
}
