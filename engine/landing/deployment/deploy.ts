import { fail } from '../../errors';
import { identifier, literal } from '../../warehouse/identifier';
import type { Session } from '../../warehouse/port';
import { catchUp } from './catch-up';
import type { DesiredLanding } from './desired';
import { validateIntegration } from './integration';
import { observeLanding } from './observe';
import type { ObservedLanding } from './observed';
import { nextMove, type PipeMove } from './pipe-change';
import { planObjects, planSchemas, stageIsReady } from './plan';
import type { Step } from './step';
import { send } from './send';

export interface DeployOptions {
  readonly session: Session;
  readonly desired: DesiredLanding;
  readonly now: () => Date;
  readonly onStep?: ((step: Step) => void) | undefined;
}

export type DeployProgress =
  | { readonly done: true; readonly notificationChannel: string; readonly sent: number }
  | { readonly done: false; readonly waitingFor: readonly string[]; readonly sent: number };

/**
 * Brings the landing about as far as it can go now. Everything is compared first, so that a second deploy only reads, and
 * nothing is remembered between calls but in Snowflake itself, so that any call may be the last.
 */
export async function deployLanding(options: DeployOptions): Promise<DeployProgress> {
  const { session, desired, now } = options;
  const query = (sql: string) => session.query(sql);
  let sent = 0;
  const run = async (steps: readonly Step[]): Promise<void> => {
    await send(session, steps, desired.roles.setup, options.onStep);
    sent += steps.length;
  };

  const observed = await observeLanding(query, desired);
  await run(planSchemas(desired, observed));
  const refused = await validateIntegration(query, desired.integration, desired.stage.url);
  if (refused !== undefined)
    return { done: false, waitingFor: [`access to ${desired.stage.url}: ${refused}`], sent };
  await run(planObjects(desired, observed));

  const moves = movesOf(desired, observed, now());
  await run(moves.flatMap(({ move }) => (move.move === 'run' ? move.steps : [])));
  for (const { pipe, move } of moves) {
    if (move.move !== 'catch up') continue;
    await catchUp(query, pipe, move.window, desired.database);
    await run(move.steps);
  }
  const waitingFor = moves.flatMap(({ move }) => (move.move === 'wait' ? [move.reason] : []));
  if (!stageIsReady(desired, observed) && observed.stage && areAllReady(moves))
    await run([movedStage(desired)]);
  if (
    moves.every(({ move }) => move.move === 'done') &&
    (observed.stage === undefined || stageIsReady(desired, observed))
  )
    return { done: true, notificationChannel: channelOf(desired, observed), sent };
  return { done: false, waitingFor, sent };
}

type Moves = readonly { readonly pipe: DesiredLanding['pipes'][number]; readonly move: PipeMove }[];

function movesOf(desired: DesiredLanding, observed: ObservedLanding, now: Date): Moves {
  const situation = {
    now,
    roles: desired.roles,
    // A stage that was missing has been made a moment ago.
    stageIsReady: observed.stage === undefined || stageIsReady(desired, observed),
  };
  const moves = desired.pipes.map((pipe) => ({
    pipe,
    move: nextMove(pipe, observed.pipes.get(pipe.name), situation),
  }));
  const stuck = moves.flatMap(({ move }) => (move.move === 'stuck' ? [move.reason] : []));
  if (stuck.length > 0) fail('LH616', stuck.join('\n'));
  return moves;
}

const areAllReady = (moves: Moves): boolean =>
  moves.every(({ move }) => move.move === 'done' || move.move === 'ready for the stage');

/** Stops every pipe that reads the stage, so all of them have been paused and drained. */
const movedStage = ({ stage, integration, roles }: DesiredLanding): Step => ({
  kind: 'stage',
  name: stage.name,
  role: roles.loader,
  sql: [
    `ALTER STAGE ${stage.name} SET`,
    `URL = ${literal(stage.url)}`,
    `STORAGE_INTEGRATION = ${identifier(integration)}`,
  ].join('\n'),
});

/** All pipes of a bucket share one queue, and the bucket has one rule: with two, files would be missed. */
function channelOf(desired: DesiredLanding, observed: ObservedLanding): string {
  const pipes = new Map<string, string[]>();
  for (const { name } of desired.pipes) {
    const channel = observed.pipes.get(name)?.channel ?? '';
    pipes.set(channel, [...(pipes.get(channel) ?? []), name]);
  }
  const [channel = ''] = pipes.keys();
  if (pipes.size === 1 && channel.startsWith('arn:')) return channel;
  const listed = [...pipes].map(([queue, names]) => `${queue || 'no queue'}: ${names.join(', ')}`);
  return fail(
    'LH615',
    `The pipes do not share one queue, so one notification of the bucket cannot reach them all:\n${listed.join('\n')}`,
  );
}
