import { decide, mergedModels, writePlan, type Plan, type PlanInput } from '../plan';
import type { PlannedColumn } from '../plan';
import type { UniqueId } from '../project/types';
import type { Warehouse } from '../warehouse/port';
import { readNodeStates } from './records';
import type { Store } from './store';

export type Planning = Omit<PlanInput, 'observed' | 'state' | 'traits'> & {
  readonly warehouse: Warehouse;
  readonly store: Store;
};

/**
 * Looks at the warehouse and the state, and plans. On Snowflake none of the looks needs a warehouse, so a run with
 * nothing to do costs nothing.
 */
export async function planRun(planning: Planning): Promise<Plan> {
  const input = await observeInput(planning);
  const decisions = decide(input);
  const columns = new Map<UniqueId, readonly PlannedColumn[]>();
  for (const { id, live } of mergedModels(decisions)) {
    const found = await planning.warehouse.columns(live);
    if (found)
      columns.set(
        id,
        found.map(({ name, type }) => ({ name, type })),
      );
  }
  return writePlan({ ...input, observed: { ...input.observed, columns } }, decisions);
}

/** All that planning needs but the columns. */
export async function observeInput({ warehouse, store, ...rest }: Planning): Promise<PlanInput> {
  const { sources } = rest.project;
  const relations = sources.map((source) => rest.compiler.relation(source.uniqueId));
  const [state, catalog, tokens] = await Promise.all([
    readNodeStates(store),
    warehouse.catalog(),
    warehouse.changeTokens(relations),
  ]);
  const sourceTokens = new Map(
    sources.flatMap(({ uniqueId }, index): [UniqueId, string][] => {
      const token = tokens[index];
      return token === undefined ? [] : [[uniqueId, token]];
    }),
  );
  const observed = { catalog, sourceTokens, columns: new Map() };
  return { ...rest, state, traits: warehouse.traits, observed };
}
