import type { Settings } from '../settings';
import type { Expectations } from './alarms';
import { longestPause } from '../settings/longest-pause';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
/** Beyond it a run stands in the way of the next ones, however rarely they are scheduled. */
const LONGEST_RUN = 2 * HOUR;

/** What the settings let expect of an environment. */
export function expectationsOf(settings: Settings): Expectations {
  const betweenRuns = longestPause(settings.transforms.schedule) ?? WEEK;
  const betweenTicks = longestPause(settings.monitor.schedule) ?? HOUR;
  return {
    environment: settings.env,
    frequentTick: Math.min(Math.ceil(betweenTicks / 60) * 60, HOUR),
    deliveryBuffer: settings.stream.bufferSeconds,
    longestRun: LONGEST_RUN,
    freshness: Math.ceil(betweenRuns / HOUR) * HOUR + 2 * HOUR,
    creditsPerDay: settings.budgets.creditsPerDay,
  };
}
