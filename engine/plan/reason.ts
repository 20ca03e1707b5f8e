import type { UniqueId } from '../project/types';
import type { Built } from './project-nodes';
import type { BuildMode, Inputs, LiveKind, NodeState } from './types';

interface Situation {
  readonly model: Built;
  readonly liveKind: LiveKind;
  readonly inputs: Inputs;
  readonly previous: NodeState | undefined;
  readonly running: ReadonlyMap<UniqueId, unknown>;
  readonly fullRefresh: boolean;
}

interface Why {
  readonly mode: BuildMode;
  readonly reason: string;
}

/** Undefined where the model is as it was at its last success. */
export function whyItRuns(situation: Situation): Why | undefined {
  const { model, liveKind, inputs, previous } = situation;
  const full = (reason: string): Why => ({
    mode: keepsHistory(model) && liveKind === 'table' ? 'incremental' : 'full',
    reason,
  });
  if (!previous) return full('it has never been built by a run');
  if (liveKind === 'absent') return full('its relation is missing');
  if (liveKind !== expectedKind(model)) return full(`a ${liveKind} stands under its name`);
  if (situation.fullRefresh && model.config.fullRefresh !== false) return full('full refresh');
  if (previous.inputs.code !== inputs.code) return full('its SQL changed');
  if (previous.inputs.config !== inputs.config) return full('its configuration changed');
  const moved = whatMoved(situation, previous.inputs);
  if (moved) return isIncremental(model) ? { mode: 'incremental', reason: moved } : full(moved);
  if (previous.inputs.tests !== inputs.tests) return { mode: 'audit', reason: 'its tests changed' };
  if (previous.inputs.unitTests !== inputs.unitTests)
    return { mode: 'audit', reason: 'its unit tests changed' };
  return undefined;
}

/** A snapshot's rows cannot be made again: it is only ever merged into. */
function keepsHistory(model: Built): boolean {
  return model.resourceType === 'snapshot';
}

function isIncremental(model: Built): boolean {
  if (model.resourceType === 'snapshot') return true;
  return model.config.materialized === 'incremental' && model.config.fullRefresh !== true;
}

function expectedKind(model: Built): LiveKind {
  return model.resourceType === 'model' && model.config.materialized === 'view' ? 'view' : 'table';
}

function whatMoved({ inputs, running }: Situation, before: Inputs): string | undefined {
  const parents = changedKeys(before.parents, inputs.parents);
  const sources = changedKeys(before.sources, inputs.sources);
  const reasons = [
    ...parents.map((id) => (running.has(id) ? `${shortName(id)} is built` : `${shortName(id)} was built`)),
    ...sources.map((id) => `${shortName(id)} has new rows`),
  ];
  const [first, second, ...rest] = reasons;
  if (first === undefined) return undefined;
  if (second === undefined) return first;
  return rest.length > 0 ? `${first} and ${rest.length + 1} more` : `${first} and ${second}`;
}

function changedKeys(before: Inputs['parents'], now: Inputs['parents']): readonly UniqueId[] {
  return Object.keys(now).filter((id) => before[id] !== now[id]);
}

/** `olist.orders` of `source.lakehouse.olist.orders`. */
function shortName(id: UniqueId): string {
  return id.split('.').slice(2).join('.');
}
