import { identifier, literal, relationText } from '../../engine/warehouse/identifier';
import type { WarehouseReader } from '../../engine/warehouse/port';
import { numberOf } from '../../engine/inspection/ledger';

export interface LayerRows {
  readonly layer: 'bronze' | 'silver' | 'gold';
  readonly domain: string;
  readonly relations: number;
  readonly rows: number;
}

const layered = /^(BRONZE|SILVER|GOLD)_(.+)$/;

/** How many rows lie in each domain's layers. Counts them all, in one statement. */
export async function layerRows(warehouse: WarehouseReader): Promise<readonly LayerRows[]> {
  const entries = (await warehouse.catalog()).filter(
    // External tables show the same rows a second time; candidates and displaced tables are none of the layer's.
    ({ kind, schema, name }) =>
      kind !== 'external table' && layered.test(schema) && !name.includes('__CANDIDATE'),
  );
  if (entries.length === 0) return [];
  const selects = entries.map(
    (entry) =>
      `select ${literal(entry.schema)} as layer, count(*) as ${identifier('NUMBER_OF_ROWS')} from ${relationText(entry)}`,
  );
  const { rows } = await warehouse.query(
    `select layer, count(*), sum(number_of_rows) from (${selects.join('\nunion all\n')}) as counted group by layer`,
  );
  const order = ['bronze', 'silver', 'gold'] as const;
  return rows
    .flatMap(([schema, relations, total]): LayerRows[] => {
      const [, layer, domain] = layered.exec(String(schema)) ?? [];
      const known = order.find((one) => one.toUpperCase() === layer);
      if (!known || domain === undefined) return [];
      return [
        { layer: known, domain: domain.toLowerCase(), relations: numberOf(relations), rows: numberOf(total) },
      ];
    })
    .sort(
      (one, other) =>
        one.domain.localeCompare(other.domain) || order.indexOf(one.layer) - order.indexOf(other.layer),
    );
}
