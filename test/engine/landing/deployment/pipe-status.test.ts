import { readPipeStatus } from '../../../../engine/landing/deployment';

test('reads what the documentation says that a pipe says', () => {
  const status = {
    ...{ executionState: 'RUNNING', pendingFileCount: 2, error: '' },
    oldestFileTimestamp: '2026-01-02T03:04:05.678Z',
    lastReceivedMessageTimestamp: '2026-01-02T03:05:00.000Z',
    lastForwardedMessageTimestamp: '2026-01-02T03:04:59.000Z',
    lastForwardedFilePath: 'bronze/olist/orders/x.csv',
    lastIngestedFilePath: 'bronze/olist/orders/w.csv',
  };
  expect(readPipeStatus(JSON.stringify(status))).toEqual({
    ...{ state: 'RUNNING', pendingFiles: 2, error: undefined },
    oldestPending: new Date('2026-01-02T03:04:05.678Z'),
    lastReceived: new Date('2026-01-02T03:05:00Z'),
    lastForwarded: new Date('2026-01-02T03:04:59Z'),
    lastForwardedFile: 'bronze/olist/orders/x.csv',
    lastIngestedFile: 'bronze/olist/orders/w.csv',
  });
});

test('reads a time whether it is written as text or as milliseconds', () => {
  const at = (oldestFileTimestamp: unknown) =>
    readPipeStatus(JSON.stringify({ oldestFileTimestamp })).oldestPending;
  expect(at(1_767_323_045_678)).toEqual(new Date('2026-01-02T03:04:05.678Z'));
  expect(at('2026-01-02T03:04:05.678Z')).toEqual(new Date('2026-01-02T03:04:05.678Z'));
  expect(at(undefined)).toBeUndefined();
});

test('a pipe that says nothing is in no known state', () => {
  expect(readPipeStatus('{}')).toMatchObject({ state: 'UNKNOWN', pendingFiles: 0, oldestPending: undefined });
});
