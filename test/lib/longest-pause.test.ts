import { longestPause } from '../../lib/settings/longest-pause';

const HOUR = 3600;
const DAY = 24 * HOUR;

test.each([
  ['rate(1 minute)', 60],
  ['rate(5 minutes)', 300],
  ['rate(1 hour)', HOUR],
  ['rate(2 days)', 2 * DAY],
  ['cron(15 3 * * ? *)', DAY],
  ['cron(10 * * * ? *)', HOUR],
  ['cron(0/15 * * * ? *)', 900],
  ['cron(0,20 * * * ? *)', 2400],
  ['cron(*/20 8-17 * * ? *)', 14 * HOUR + 1200],
  ['cron(0 3 ? * MON-FRI *)', 3 * DAY],
  ['cron(0 3 ? * SUN *)', 7 * DAY],
  ['cron(0 3 ? * 2,5 *)', 4 * DAY],
  ['cron(0 3 ? * * *)', DAY],
])('the longest pause of %s is %d s', (expression, seconds) => {
  expect(longestPause(expression)).toBe(seconds);
});

test.each([
  'cron(0 3 1 * ? *)',
  'cron(0 3 ? 6 MON *)',
  'cron(0 3 ? * MON#1 *)',
  'cron(0 3 L * ? *)',
  'at(2026-01-01T00:00:00)',
])('that of %s is longer than a week, or unknown', (expression) => {
  expect(longestPause(expression)).toBeUndefined();
});
