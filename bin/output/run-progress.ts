import colors from 'picocolors';
import type { ModelStatus, RunEvent, RunResult, TestStatus } from '../../engine/run';
import type { Io } from '../io';
import { count, duration } from './amount';
import { LiveLines } from './live';

export interface RunProgress {
  readonly onEvent: (event: RunEvent) => void;
  readonly end: () => void;
}

/** Names shown at once: those that started first, which are the ones that somebody waits for. */
const SHOWN = 6;

/** Tells of a run while it goes on: what is at work, how much is done, and what has gone wrong. */
export function showRun(io: Io): RunProgress {
  const started = io.now().getTime();
  const atWork = new Map<string, number>();
  let total = 0;
  let done = 0;
  const elapsed = (since: number): string => duration(io.now().getTime() - since);
  const live = new LiveLines(io.err, () => [
    `${done}/${total} done, ${elapsed(started)}`,
    ...[...atWork].slice(0, SHOWN).map(([name, since]) => `  ${name}  ${elapsed(since)}`),
    ...(atWork.size > SHOWN ? [`  and ${atWork.size - SHOWN} more`] : []),
  ]);

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case 'run-started':
        total = event.models + event.tests;
        live.note(
          `Run ${event.runId}${event.resumed ? ', which was interrupted, goes on' : ''}: ` +
            `${count(event.models, 'model')}, ${count(event.tests, 'test')}, ${event.unchanged} unchanged.`,
        );
        return;
      case 'lock-recovered':
        return live.note(event.message);
      case 'step-started':
        atWork.set(event.step, io.now().getTime());
        return;
      case 'step-finished':
        atWork.delete(event.observation.step);
        return;
      case 'model-finished': {
        const { status, name, rows, ms, message } = event.result;
        if (status === 'unchanged') return;
        done++;
        const amount = rows === undefined ? '' : `, ${count(rows, 'row')}`;
        const spent = status === 'skipped' ? '' : `${amount}, ${duration(ms)}`;
        live.note(`${mark(status)} ${name}${spent}${problem(status, message)}`);
        return;
      }
      case 'test-finished': {
        const { status, name, failures, message } = event.result;
        done++;
        if (status === 'pass' || status === 'skipped') return;
        live.note(
          `${mark(status)} test ${name}: ${failures ?? 'no number of'} failures${problem(status, message)}`,
        );
        return;
      }
      case 'run-finished':
        return;
    }
  };
  return { onEvent, end: () => live.end() };
}

export function mark(status: ModelStatus | TestStatus): string {
  switch (status) {
    case 'success':
    case 'pass':
      return colors.green('ok     ');
    case 'unchanged':
      return colors.dim('same   ');
    case 'skipped':
      return colors.yellow('skipped');
    case 'warn':
      return colors.yellow('warn   ');
    case 'fail':
      return colors.red('FAIL   ');
    case 'error':
      return colors.red('ERROR  ');
  }
}

/** Why something did not go well: in one line for what was only skipped, since its cause is told above it. */
function problem(status: ModelStatus | TestStatus, message: string): string {
  if (status === 'success' || status === 'pass') return '';
  const text = message.trim();
  if (status === 'skipped') return `: ${text.split('\n')[0] ?? ''}`;
  return `\n        ${text.replaceAll('\n', '\n        ')}`;
}

/** `12 built, 1 failed, 3 skipped, 50 unchanged; 80 tests passed, 1 failed; 3.2 s`. */
export function summaryOf({ models, tests, plan, startedAt, endedAt }: RunResult): string {
  const parts = (of: readonly (readonly [string, number])[]): string =>
    of
      .flatMap(([word, number]) => (number > 0 ? [`${number.toLocaleString('en-US')} ${word}`] : []))
      .join(', ');
  const of = <S>(results: readonly { readonly status: S }[], ...statuses: S[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const built = parts([
    ['built', of(models, 'success')],
    ['failed', of(models, 'error')],
    ['skipped', of(models, 'skipped')],
    ['unchanged', of(models, 'unchanged')],
  ]);
  const tested = parts([
    ['passed', of(tests, 'pass')],
    ['warned', of(tests, 'warn')],
    ['failed', of(tests, 'fail', 'error')],
    ['skipped', of(tests, 'skipped')],
    ['left to a later run', plan.deferredTests.length],
  ]);
  const spent = duration(Date.parse(endedAt) - Date.parse(startedAt));
  return `models: ${built || 'none'}; tests: ${tested || 'none'}; ${spent}`;
}
