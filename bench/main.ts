import { consoleBenchmark } from './console';
import { eventsBenchmark } from './events';
import { functionsBenchmark } from './functions';
import { generateBenchmark } from './generate';
import { incrementsBenchmark } from './increments';
import { killsBenchmark } from './kills';
import { translateBenchmark } from './translate';

type Benchmark = (print: (line: string) => void, options: readonly string[]) => Promise<void>;

const benchmarks: Readonly<Record<string, Benchmark>> = {
  translate: translateBenchmark,
  generate: generateBenchmark,
  events: eventsBenchmark,
  increments: incrementsBenchmark,
  kills: killsBenchmark,
  console: consoleBenchmark,
  functions: functionsBenchmark,
};

async function main([name, ...options]: readonly string[]): Promise<number> {
  const benchmark = name === undefined ? undefined : benchmarks[name];
  if (!benchmark) {
    const asked = name === undefined ? 'Which benchmark?' : `There is no benchmark ${name}.`;
    process.stderr.write(`${asked} There are ${Object.keys(benchmarks).join(', ')}.\n`);
    return 2;
  }
  await benchmark((line) => process.stdout.write(`${line}\n`), options);
  return 0;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
