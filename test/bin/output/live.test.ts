import { LiveLines } from '../../../bin/output/live';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function drawn(isTerminal: boolean) {
  let text = '';
  const out = { write: (piece: string) => (text += piece), isTerminal, width: 20 };
  return { out, taken: () => text };
}

test('on a terminal lines change in place, notes stay above them, and the end leaves the notes alone', () => {
  const { out, taken } = drawn(true);
  let done = 0;
  const live = new LiveLines(out, () => [`${done}/2`, '  at work']);
  jest.advanceTimersByTime(100);
  done = 1;
  live.note('first is done');
  jest.advanceTimersByTime(100);
  live.end();
  jest.advanceTimersByTime(1000);
  expect(taken()).toBe('0/2\n  at work\n\u001b[2A\u001b[0Jfirst is done\n1/2\n  at work\n\u001b[2A\u001b[0J');
});

test('a line is cut before it would wrap, which would spoil the count of lines', () => {
  const { out, taken } = drawn(true);
  const live = new LiveLines(out, () => ['x'.repeat(100)]);
  jest.advanceTimersByTime(100);
  live.end();
  expect(taken()).toBe(`${'x'.repeat(19)}\n\u001b[1A\u001b[0J`);
});

test('elsewhere only notes are written', () => {
  const { out, taken } = drawn(false);
  const live = new LiveLines(out, () => ['never shown']);
  jest.advanceTimersByTime(1000);
  live.note('done');
  live.end();
  expect(taken()).toBe('done\n');
});
