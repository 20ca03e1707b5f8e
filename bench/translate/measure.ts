/** Milliseconds of so many runs of each, in turns, so that whatever else the machine does meets all of them alike. */
export async function timedInTurns(
  runs: number,
  works: readonly (() => Promise<unknown>)[],
): Promise<readonly (readonly number[])[]> {
  const times = works.map((): number[] => []);
  // The first run warms up and is not counted.
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (run > 0) times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

/** The value that so large a part of the others does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
