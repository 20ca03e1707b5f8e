import { identifier, literal } from '../../warehouse/identifier';
import type { DesiredPipe } from './desired';
import { markText, type Mark } from './mark';
import type { ObservedPipe } from './observed';
import type { Step } from './step';

/** A load that was under way when its pipe was paused is over by then. */
const SETTLE_MS = 60_000;
/** So late may S3 tell of a file: "typically in seconds but can sometimes take a minute or longer". */
const LATE_MS = 15 * 60_000;
/** ALTER PIPE … REFRESH finds nothing older. https://docs.snowflake.com/en/sql-reference/sql/alter-pipe */
export const REFRESH_DAYS = 7;

/** What is to be done about a pipe now. Asked again after each answer, until it is `done`. */
export type PipeMove =
  | { readonly move: 'done' }
  /** Nothing can be done yet. */
  | { readonly move: 'wait'; readonly reason: string }
  /** Its files lie elsewhere from now on: as soon as all such pipes say so, the stage is altered. */
  | { readonly move: 'ready for the stage' }
  | { readonly move: 'run'; readonly steps: readonly Step[] }
  /** Queue what came since the old pipe was paused; then `steps`. */
  | { readonly move: 'catch up'; readonly window: CatchUp; readonly steps: readonly Step[] }
  /** A person has to look first. */
  | { readonly move: 'stuck'; readonly reason: string };

export interface CatchUp {
  /** Modified later: nothing of it was loaded. */
  readonly after: Date;
  /** Modified since, up to `after`: may have been loaded or not. */
  readonly from: Date;
}

export interface Situation {
  readonly now: Date;
  readonly roles: { readonly setup: string; readonly loader: string };
  /** The stage has the URL and the integration that it is to have. */
  readonly stageIsReady: boolean;
}

/**
 * Changes a pipe without losing a file or loading one twice, by Snowflake's procedure: let it drain, pause it, replace
 * it, queue what came meanwhile. Replacing drops the pipe's queue and its memory of loaded files, so what is to be
 * queued is decided by time and, around the moment of the pause, by comparing files with bronze.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-manage
 *
 * Pure, and resumable at every point: how far it has come is in the pipe's comment.
 */
export function nextMove(
  desired: DesiredPipe,
  observed: ObservedPipe | undefined,
  situation: Situation,
): PipeMove {
  if (!observed)
    return situation.stageIsReady ? created(desired, situation) : { move: 'ready for the stage' };
  const { mark } = observed;
  if (!mark && sameText(observed.copy, desired.copy) && situation.stageIsReady)
    return run(comment(desired, { definition: desired.definition }, situation));
  // Before anything else: until then files of the time of the last change are nobody's.
  if (mark?.refreshAfter !== undefined) return catchingUp(desired, mark, mark.refreshAfter, situation);
  if (mark?.definition === desired.definition) {
    if (mark.pausing === undefined) return { move: 'done' };
    // The change was taken back before anything was replaced.
    return run(paused(desired, false, situation), comment(desired, settled(mark), situation));
  }
  return mark?.pausedAt === undefined
    ? pausing(desired, observed, situation)
    : replacing(desired, observed, { ...mark, pausedAt: mark.pausedAt }, situation);
}

/** Nothing of a change is left. */
const settled = ({ definition, unannounced, refreshedAt }: Mark): Mark => ({
  definition,
  ...(unannounced && { unannounced }),
  ...(refreshedAt !== undefined && { refreshedAt }),
});

function created(desired: DesiredPipe, { roles }: Situation): PipeMove {
  const sql = desired.create({ definition: desired.definition, unannounced: true }, false);
  return run({ kind: 'pipe', name: desired.name, role: roles.loader, sql });
}

function catchingUp(desired: DesiredPipe, mark: Mark, refreshAfter: string, situation: Situation): PipeMove {
  const window = { after: new Date(refreshAfter), from: new Date(mark.compareFrom ?? refreshAfter) };
  const after: Mark = { ...settled(mark), refreshedAt: situation.now.toISOString() };
  const steps = [...regranted(desired, mark, situation), comment(desired, after, situation)];
  return { move: 'catch up', window, steps };
}

function pausing(
  desired: DesiredPipe,
  { mark = { definition: 'unknown' }, status, grants = [] }: ObservedPipe,
  situation: Situation,
): PipeMove {
  if (!status) throw new Error(`pipe ${desired.name} is to be changed and its status was not read`);
  if (status.state === 'RUNNING') {
    if (status.pendingFiles > 0)
      return wait(`pipe ${desired.name} has ${status.pendingFiles} files to load before it can be changed`);
    const since = situation.now.getTime() - Date.parse(mark.refreshedAt ?? '');
    // Its successor would not know them, and load them again when S3 tells of them.
    if (since < LATE_MS)
      return wait(
        `pipe ${desired.name} was changed ${Math.floor(since / 60_000)} minutes ago and is left alone for ${LATE_MS / 60_000}: S3 may still tell of files that were queued then`,
      );
    return run(
      comment(desired, { ...settled(mark), pausing: true }, situation),
      paused(desired, true, situation),
    );
  }
  // Paused by us just now or by somebody long ago, or stopped: what it has not loaded is older than this moment, and
  // is found by comparing.
  const waited = Math.min(situation.now.getTime(), (status.oldestPending ?? situation.now).getTime());
  const pausedAt = wholeSecondAfter(situation.now).toISOString();
  const compareFrom = new Date(waited - LATE_MS).toISOString();
  return run(comment(desired, { ...settled(mark), pausing: true, pausedAt, compareFrom, grants }, situation));
}

function replacing(
  desired: DesiredPipe,
  { status }: ObservedPipe,
  mark: Mark & { readonly pausedAt: string },
  situation: Situation,
): PipeMove {
  // Somebody has resumed it: the noted time is worth nothing.
  if (status?.state === 'RUNNING') return run(comment(desired, settled(mark), situation));
  const age = situation.now.getTime() - Date.parse(mark.pausedAt);
  if (age > REFRESH_DAYS * 86_400_000)
    return {
      move: 'stuck',
      reason:
        `Pipe ${desired.name} was paused at ${mark.pausedAt} to be changed, longer ago than the ${REFRESH_DAYS} days that REFRESH reaches back. ` +
        'Resume it (ALTER PIPE … SET PIPE_EXECUTION_PAUSED = FALSE), let it load what waits, and deploy again.',
    };
  if (age < SETTLE_MS) return wait(`pipe ${desired.name} was paused: a load under way ends first`);
  if (!situation.stageIsReady) return { move: 'ready for the stage' };
  const { pausedAt: refreshAfter, compareFrom = refreshAfter, grants = [] } = mark;
  const next = { ...settled(mark), definition: desired.definition, refreshAfter, compareFrom, grants };
  const sql = desired.create(next, true);
  return run({ kind: 'pipe', name: desired.name, role: situation.roles.loader, sql });
}

const run = (...steps: readonly Step[]): PipeMove => ({ move: 'run', steps });
const wait = (reason: string): PipeMove => ({ move: 'wait', reason });

const paused = (pipe: DesiredPipe, value: boolean, { roles }: Situation): Step => ({
  kind: 'pipe',
  name: pipe.name,
  role: roles.loader,
  sql: `ALTER PIPE ${pipe.name} SET PIPE_EXECUTION_PAUSED = ${value ? 'TRUE' : 'FALSE'}`,
});

const comment = (pipe: DesiredPipe, mark: Mark, { roles }: Situation): Step => ({
  kind: 'pipe',
  name: pipe.name,
  role: roles.loader,
  sql: `ALTER PIPE ${pipe.name} SET COMMENT = ${literal(markText(mark))}`,
});

const regranted = (pipe: DesiredPipe, { grants = [] }: Mark, { roles }: Situation): readonly Step[] =>
  grants.map(([privilege, role]) => ({
    kind: 'grant',
    name: pipe.name,
    role: roles.setup,
    sql: `GRANT ${privilege} ON PIPE ${pipe.name} TO ROLE ${identifier(role)}`,
  }));

/** S3 knows when an object was modified to the second. */
const wholeSecondAfter = (time: Date): Date => new Date(Math.ceil(time.getTime() / 1_000) * 1_000);

const sameText = (left: string, right: string): boolean =>
  left.replaceAll(/\s+/g, ' ').trim() === right.replaceAll(/\s+/g, ' ').trim();
