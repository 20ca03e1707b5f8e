import { fail } from '../../engine/errors';
import { jsonLog } from '../../lambdas/log';

function recorded() {
  const lines: string[] = [];
  const log = jsonLog({
    write: (line) => lines.push(line),
    now: () => new Date('2026-01-02T03:04:05Z'),
    fields: { function: 'monitor', requestId: 'r-1' },
  });
  return { log, lines };
}

const head = { timestamp: '2026-01-02T03:04:05.000Z', function: 'monitor', requestId: 'r-1' };

test('a line is one JSON object with the fields of its invocation', () => {
  const { log, lines } = recorded();
  log.info('tick ended', { tick: 'hourly', published: 12 });
  log.warn('two\nlines');
  expect(lines.map((line) => line.slice(0, -1).includes('\n'))).toEqual([false, false]);
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { ...head, level: 'INFO', message: 'tick ended', tick: 'hourly', published: 12 },
    { ...head, level: 'WARN', message: 'two\nlines' },
  ]);
});

test("a person's mistake is said by code and message, without a stack", () => {
  const { log, lines } = recorded();
  try {
    fail('LH562', 'No key.');
  } catch (error: unknown) {
    log.error('tick failed', error);
  }
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    ...head,
    level: 'ERROR',
    message: 'tick failed',
    code: 'LH562',
    error: 'LH562 No key.',
  });
});

test('what a driver hangs on its error stays out of the log', () => {
  const { log, lines } = recorded();
  const error = Object.assign(new Error('refused'), {
    code: 'ECONNREFUSED',
    config: { headers: { Authorization: 'Snowflake Token="top-secret"' }, data: 'eyJhbGciOi' },
  });
  log.error('tick failed', error);
  expect(lines[0]).toMatch(/"code":"ECONNREFUSED","error":"refused","name":"Error","stack":"Error: refused/);
  expect(lines[0]).not.toMatch(/top-secret|eyJhbGciOi/);
});
