import { commandLine } from '../../bin/command-line';

const nothing = { select: [], exclude: [], target: 'local' };

test.each([
  ['build', nothing, 'lakehouse build'],
  [
    'build',
    { ...nothing, select: ['tag:gold', '+a b'] },
    "lakehouse build --select tag:gold --select '+a b'",
  ],
  ['build', { ...nothing, exclude: ['a'], fullRefresh: true }, 'lakehouse build --exclude a --full-refresh'],
  ['run', { ...nothing, watch: true }, 'lakehouse run --watch'],
  ['test', { ...nothing, target: 'dev' }, 'lakehouse test --target dev'],
])('%s is told of as it was asked for', (verb, options, expected) => {
  expect(commandLine(verb, options)).toBe(expected);
});
