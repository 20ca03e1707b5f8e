import { LakehouseError } from '../../errors';
import type { AsyncWarehouse, Outcome } from '../../warehouse/statements';
import { failingRowsOf, type FailingRows } from '../failing-rows';
import { judge, read } from '../interpret';
import { startOver } from '../resume';
import type { Observation, SentObservation, StepObservation } from '../types';
import type { Progress } from './progress';
import { placeOf } from './statement';

/**
 * So long a statement that was to be sent may still be on its way: longer than a function of ours lives. Until then
 * one that Snowflake has not heard of is waited for, afterwards it is sent again.
 */
export const ON_ITS_WAY_MS = 200_000;

export interface Collecting {
  readonly warehouse: AsyncWarehouse;
  readonly now: () => Date;
  readonly requestId: () => string;
  /** Where the failing rows of a test are kept. */
  readonly keep: (rows: FailingRows) => Promise<void>;
}

/** What is known of the statements under way. */
export interface Collected {
  readonly observations: readonly Observation[];
  /** To be sent: what asks for the failing rows of a test, and what never reached the warehouse. */
  readonly intents: readonly SentObservation[];
}

export async function collect(progress: Progress, collecting: Collecting): Promise<Collected> {
  const heard = await withQueryIds(progress, collecting);
  const collected = await Promise.all(heard.known.map((sent) => collectOne(progress, collecting, sent)));
  const forgotten = await startForgottenOver(
    progress,
    collecting,
    collected.flatMap(({ forgotten: unit }) => unit ?? []),
  );
  return {
    observations: [...heard.found, ...collected.flatMap(({ observations }) => observations), ...forgotten],
    intents: [...heard.again, ...collected.flatMap(({ intents }) => intents)],
  };
}

/** A statement whose query id was not heard of, since its sender died, is looked for by its request id. */
async function withQueryIds({ underWay }: Progress, { warehouse, now }: Collecting) {
  const unheard = underWay.filter(({ queryId }) => queryId === undefined);
  const since = unheard.map(({ at }) => at).sort()[0];
  const ids =
    since === undefined
      ? new Map<string, string>()
      : await warehouse.statements.find(
          unheard.map(({ requestId }) => requestId),
          new Date(Date.parse(since) - CLOCKS_APART_MS),
        );
  const found = unheard.flatMap((sent): SentObservation[] => {
    const queryId = ids.get(sent.requestId);
    return queryId === undefined ? [] : [{ ...sent, queryId }];
  });
  const lost = unheard.filter(({ requestId }) => !ids.has(requestId));
  const again = lost
    .filter(({ at }) => age(at, now()) > ON_ITS_WAY_MS)
    .map((sent): SentObservation => ({ ...sent, at: now().toISOString() }));
  const known = [...underWay.filter(({ queryId }) => queryId !== undefined), ...found];
  return { found, again, known };
}

const CLOCKS_APART_MS = 60_000;
const age = (at: string, now: Date): number => now.getTime() - Date.parse(at);

interface CollectedOne extends Collected {
  /** Its unit, where the warehouse no longer knows the statement. */
  readonly forgotten?: string;
}

const NOTHING: CollectedOne = { observations: [], intents: [] };

async function collectOne(
  progress: Progress,
  collecting: Collecting,
  sent: SentObservation,
): Promise<CollectedOne> {
  const outcome = await collecting.warehouse.statements.outcome(sent.queryId ?? '');
  switch (outcome.status) {
    case 'running':
      return NOTHING;
    case 'unknown':
      return age(sent.at, collecting.now()) > ON_ITS_WAY_MS ? { ...NOTHING, forgotten: sent.unit } : NOTHING;
    case 'failed':
      return observed(sent, collecting, { status: 'error', message: outcome.error.message });
    case 'done':
      return sent.verdict
        ? keepRows(progress, collecting, sent, sent.verdict, outcome)
        : readResult(progress, collecting, sent, outcome);
  }
}

function observed(
  { unit, steps, attempt, at }: SentObservation,
  { now }: Collecting,
  found: Partial<StepObservation>,
): Collected {
  const common = { type: 'step', unit, attempt, startedAt: at, status: 'success' } as const;
  const endedAt = now().toISOString();
  return { observations: steps.map((step) => ({ ...common, step, ...found, endedAt })), intents: [] };
}

type Done = Extract<Outcome, { status: 'done' }>;

function readResult(
  { plan }: Progress,
  collecting: Collecting,
  sent: SentObservation,
  { result }: Done,
): Collected {
  const { step, test } = placeOf(plan, sent);
  if (step.reads !== 'failures' || !test) return observed(sent, collecting, read(step, result));
  const { found, keepRows: keeps } = judge(test, result);
  const told = observed(sent, collecting, found);
  const [verdict] = told.observations;
  if (!keeps || verdict?.type !== 'step') return told;
  const { unit, steps, attempt } = sent;
  const [requestId, at] = [collecting.requestId(), collecting.now().toISOString()];
  return { observations: [], intents: [{ type: 'sent', unit, steps, attempt, requestId, at, verdict }] };
}

async function keepRows(
  { plan }: Progress,
  collecting: Collecting,
  sent: SentObservation,
  verdict: StepObservation,
  { result }: Done,
): Promise<Collected> {
  const { test } = placeOf(plan, sent);
  if (!test) throw new Error(`no test in ${sent.unit} for ${sent.steps.join(', ')}`);
  try {
    // A tick that died may have kept them already.
    await collecting.keep(failingRowsOf(test, result, sent.attempt + 1));
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    return observed(sent, collecting, { status: 'error', message: error.message });
  }
  return { observations: [verdict], intents: [] };
}

/** A unit of which a statement was forgotten starts over, once none of its others is under way. */
async function startForgottenOver(
  { plan, underWay }: Progress,
  { warehouse }: Collecting,
  forgotten: readonly string[],
): Promise<readonly Observation[]> {
  const count = (units: readonly string[], id: string): number => units.filter((unit) => unit === id).length;
  const all = underWay.map(({ unit }) => unit);
  const alone = plan.units.filter(
    ({ id }) => count(forgotten, id) > 0 && count(forgotten, id) === count(all, id),
  );
  if (alone.length === 0) return [];
  const catalog = await warehouse.catalog();
  return alone.map((unit) => startOver(unit, catalog));
}
