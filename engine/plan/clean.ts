import type { CatalogEntry } from '../warehouse/port';
import type { Decision, Decisions } from './decide';
import type { PlanInput } from './input';
import type { Loose } from './materialize';
import { leftoverIn, relationKey, timeOfRun, type Leftover } from './relations';
import { relationText } from '../warehouse/identifier';
import { makeStep } from './step';
import type { Unit } from './types';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Drops what former runs left: displaced tables past their time and candidates that nobody will replace. Nothing
 * waits for it. Tables that this run displaces again are left to their own unit.
 */
export function cleanUnit(decisions: Decisions, input: PlanInput): Unit | undefined {
  const built = new Set([...decisions.running.values()].filter(isBuilt).map(({ live }) => relationKey(live)));
  const steps = leftovers(decisions, input)
    .filter(({ of }) => !built.has(relationKey(of)))
    .map((leftover) => makeStep({ purpose: 'clean', ...drop(leftover.entry) }));
  if (steps.length === 0) return undefined;
  return { id: 'clean', after: [], models: [], tests: [], steps, rollback: undefined, gates: [] };
}

/** Predecessors of models that are displaced anew: dropped once the new one is kept. */
export function displacedToDrop(models: readonly Decision[], input: PlanInput): readonly Loose[] {
  return models.filter(isBuilt).flatMap(({ live, liveKind, mode }) => {
    const own = input.observed.catalog
      .flatMap((entry) => leftoverIn(entry) ?? [])
      .filter(({ of, runId }) => runId !== undefined && relationKey(of) === relationKey(live));
    const joined =
      liveKind === 'table' && (mode === 'full' || input.traits.incrementalPublish === 'clone') ? 1 : 0;
    return past(own, input, joined).map(({ entry }) => drop(entry));
  });
}

function isBuilt({ mode }: Decision): boolean {
  return mode !== 'audit';
}

function leftovers({ nodes }: Decisions, input: PlanInput): readonly Leftover[] {
  const lives = new Set([...nodes.built.keys()].map((id) => relationKey(input.compiler.relation(id))));
  const byModel = new Map<string, Leftover[]>();
  const abandoned: Leftover[] = [];
  for (const entry of input.observed.catalog) {
    const leftover = leftoverIn(entry);
    if (!leftover || lives.has(relationKey(entry)) || !lives.has(relationKey(leftover.of))) continue;
    if (leftover.runId === undefined) abandoned.push(leftover);
    else byModel.set(relationKey(leftover.of), [...(byModel.get(relationKey(leftover.of)) ?? []), leftover]);
  }
  return [...abandoned, ...[...byModel.values()].flatMap((own) => past(own, input, 0))];
}

/** Displaced tables of one model that are too old or too many; `joined` more are about to come. */
function past(own: readonly Leftover[], { options }: PlanInput, joined: number): readonly Leftover[] {
  const oldest = options.now.getTime() - options.keepDisplacedDays * DAY;
  const places = (options.keepDisplaced ?? Infinity) - joined;
  return [...own]
    .sort((a, b) => ((a.runId ?? '') < (b.runId ?? '') ? 1 : -1))
    .filter(
      ({ runId }, index) => index >= places || (timeOfRun(runId ?? '')?.getTime() ?? Infinity) < oldest,
    );
}

function drop(entry: CatalogEntry): Loose {
  return {
    id: `drop ${entry.schema}.${entry.name}`,
    sql: `drop ${entry.kind === 'view' ? 'view' : 'table'} if exists ${relationText(entry)}`,
  };
}
