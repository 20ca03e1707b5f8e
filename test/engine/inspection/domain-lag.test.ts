import { lagOf, type DomainTimes } from '../../../engine/inspection/domain-lag';

const times: DomainTimes = {
  domain: 'events',
  waiting: undefined,
  landedAt: '2026-05-01T10:15:00.000Z',
  bronze: {
    event: '2026-05-01T10:14:30.000Z',
    landedAt: '2026-05-01T10:15:00.000Z',
    loadedAt: '2026-06-01T08:00:00.000Z',
  },
  gold: { event: '2026-05-01T10:14:30.000Z', publishedAt: '2026-06-01T08:00:30.000Z' },
};

const lags = (change: Partial<DomainTimes>): readonly (readonly [string, number | undefined])[] =>
  lagOf({ ...times, ...change }).layers.map(({ layer, lagSeconds }) => [layer, lagSeconds]);

test('nothing is behind where every layer has the newest', () => {
  expect(lags({})).toEqual([
    ['landed', 0],
    ['bronze', 0],
    ['gold', 0],
  ]);
});

test('what waits for its delivery is a layer, and the lake is behind it', () => {
  expect(lags({ waiting: { newest: '2026-05-01T10:20:00.000Z' } })).toEqual([
    ['generated', 0],
    ['landed', 300],
    ['bronze', 0],
    ['gold', 0],
  ]);
});

const cases: readonly (readonly [string, Partial<DomainTimes>, readonly (number | undefined)[]])[] = [
  ['a file that is not loaded', { landedAt: '2026-05-01T12:15:00.000Z' }, [0, 7200, 0]],
  [
    'events that are not published',
    { gold: { event: '2026-05-01T10:14:00.000Z', publishedAt: '2026-06-01T08:00:30.000Z' } },
    [0, 0, 30],
  ],
  [
    'a load of older events that is not published',
    { gold: { ...times.gold, publishedAt: '2026-06-01T07:58:00.000Z' } },
    [0, 0, 120],
  ],
  [
    'a domain without event times',
    {
      bronze: { ...times.bronze, event: undefined },
      gold: { event: undefined, publishedAt: '2026-06-01T07:59:00.000Z' },
    },
    [0, 0, 60],
  ],
  [
    'a lake of which nothing is loaded',
    {
      bronze: { event: undefined, landedAt: undefined, loadedAt: undefined },
      gold: { event: undefined, publishedAt: undefined },
    },
    [0, undefined, 0],
  ],
  [
    'bronze of which nothing is published',
    { gold: { event: undefined, publishedAt: undefined } },
    [0, 0, undefined],
  ],
];

test.each(cases)('%s', (_, change, expected) => {
  expect(lags(change).map(([, seconds]) => seconds)).toEqual(expected);
});
