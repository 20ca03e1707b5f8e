import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { exitStatus, type Outcome, type Suite } from './suite';
import { suites } from './suites';

const root = resolve(__dirname, '..');

function chosen(names: readonly string[]): readonly Suite[] | undefined {
  const known = (name: string): boolean => suites.some((suite) => suite.name === name);
  if (!names.every(known)) return undefined;
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

function usage(): string {
  const lines = suites.map(({ name, title }) => `  ${name.padEnd(10)}${title}`);
  return ['usage: npm run conformance [-- <suite>…]', ...lines].join('\n');
}

const colours = { passed: pc.green, failed: pc.red, skipped: pc.yellow } as const;

async function run(selected: readonly Suite[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const suite of selected) {
    console.log(pc.bold(`${suite.name}: ${suite.title}`));
    const outcome = await suite.run({
      root,
      workspace: join(root, '.conformance'),
      env: process.env,
      print: (text) => {
        console.log(text);
      },
    });
    console.log(`${colours[outcome.status](outcome.status)} ${suite.name}: ${outcome.summary}`);
    outcomes.push(outcome);
  }
  return outcomes;
}

const selected = chosen(process.argv.slice(2));
if (!selected) {
  console.error(usage());
  process.exit(2);
}
run(selected).then(
  (outcomes) => process.exit(exitStatus(outcomes)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
