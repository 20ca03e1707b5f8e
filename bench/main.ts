import { translateBenchmark } from './translate';

const benchmarks = { translate: translateBenchmark } as const;

const isKnown = (name: string): name is keyof typeof benchmarks => name in benchmarks;

async function main(named: readonly string[]): Promise<number> {
  const chosen = named.length === 0 ? Object.keys(benchmarks) : named;
  for (const name of chosen) {
    if (!isKnown(name)) {
      process.stderr.write(
        `There is no benchmark ${name}. There are ${Object.keys(benchmarks).join(', ')}.\n`,
      );
      return 2;
    }
    await benchmarks[name]((line) => process.stdout.write(`${line}\n`));
  }
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
