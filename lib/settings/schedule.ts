import { longestPause } from './longest-pause';

/**
 * Why EventBridge Scheduler would refuse an expression; undefined where it takes it. `rate` wants the singular for 1 and
 * the plural for more; `cron` has six fields, one of day-of-month and day-of-week being `?`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleMistake(expression: string): string | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate) {
    const [, count, unit = '', plural] = rate;
    if (Number(count) === 0) return 'a rate is at least 1';
    if ((Number(count) === 1) !== (plural === ''))
      return `write rate(${count} ${unit}${Number(count) === 1 ? '' : 's'})`;
    return undefined;
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ');
  if (!fields) return 'write rate(5 minutes) or cron(15 3 * * ? *)';
  if (fields.length !== 6)
    return `cron has six fields (minutes hours day-of-month month day-of-week year), this one has ${fields.length}`;
  if (!fields.every((field) => /^[0-9A-Z*?,/#LW-]+$/.test(field)))
    return 'a field of cron holds digits, names in capitals and * ? , - / L W # alone';
  if ((fields[2] === '?') === (fields[4] === '?'))
    return 'one of day-of-month and day-of-week must be ?, the other not';
  return undefined;
}

/** Why nobody would hear that a schedule has stopped; undefined where an alarm can. @param longest seconds */
export function silenceMistake(expression: string, longest: number): string | undefined {
  const pause = longestPause(expression);
  if (pause === undefined)
    return 'does not say how long its pauses are, so that nobody would hear that it has stopped: write a rate, or a cron that repeats every week';
  const [most, unit] = longest < 86_400 ? [longest / 3600, 'hour'] : [longest / 86_400, 'day'];
  return pause <= longest
    ? undefined
    : `fires too seldom for its alarm to hear that it has stopped: let it fire every ${most === 1 ? unit : `${most} ${unit}s`} at least`;
}
