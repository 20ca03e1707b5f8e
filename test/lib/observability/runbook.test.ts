import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../../support/bin/captured-io';
import { catalogue } from './everything';

const runbook = readFileSync(join(__dirname, '../../../docs/runbook.md'), 'utf8');
const sections = runbook.split(/^(?=#{2,3} )/m).flatMap((text) => {
  const [, title] = /^### (.+)$/m.exec(text) ?? [];
  return title === undefined ? [] : [{ title, text }];
});
/** As GitHub makes it of a heading without punctuation. */
const anchor = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

test('every alarm has its heading, and every heading is some alarm’s', () => {
  const headings = [...new Set(catalogue.map(({ heading }) => heading))].sort();
  expect(sections.map(({ title }) => anchor(title)).sort()).toEqual(headings);
});

test.each(sections.map(({ title, text }) => [title, text] as const))(
  '%s says what it means, whom it touches, where to look, why, what mends it and whom to wake',
  (_, text) => {
    const points = [...text.matchAll(/^- \*\*(\w+):\*\* .{7,}$/gm)].map(([, name]) => name);
    expect(points).toEqual(['Means', 'Affects', 'Look', 'Causes', 'Mend', 'Wake']);
    expect(text).toMatch(
      /- \*\*Look:\*\* .*(`lakehouse |`aws |logs of|dashboard|dead-letters|that one's logs|see the top|own log)/,
    );
  },
);

test('what it refers to by the name of a heading is a heading', () => {
  const anchors = new Set(sections.map(({ title }) => anchor(title)));
  const named = [
    ...runbook.matchAll(/\b(?:as under|as|\(|: |; |unless |then |and |or )((?:[a-z]+-)+[a-z]+)\b/g),
  ].map(([, name = '']) => name);
  const unknown = named.filter(
    (name) =>
      /^(models|run|tests|quarantine|machine|pipe|notifications|files|loads|rows|stream|delivery|undelivered|credits|monitor|function|dead|queue|rule|schedule)-/.test(
        name,
      ) && !anchors.has(name),
  );
  // Parts of names of functions, which are no headings.
  expect(unknown.filter((name) => name !== 'notification-writer')).toEqual([]);
});

test('every command of ours exists, with the options that it is given', async () => {
  const commands = [...runbook.matchAll(/lakehouse ([a-z-]+)((?: --[a-z-]+)*[^`\n]*)/g)].filter(
    ([whole]) => !/^lakehouse (for|dev)/.test(whole),
  );
  expect(commands.length).toBeGreaterThan(20);
  const helps = new Map<string, string>();
  for (const [, command = '', rest = ''] of commands) {
    const known = helps.get(command) ?? (await call([command, '--help'])).out;
    helps.set(command, known);
    expect(known).toContain(`Usage: lakehouse ${command}`);
    for (const [option] of rest.matchAll(/--[a-z-]+/g))
      expect([command, known.includes(option)]).toEqual([command, true]);
  }
});
