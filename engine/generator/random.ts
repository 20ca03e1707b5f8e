import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * Randomness with an address: the same seed and the same key give the same draws, whoever asks first.
 * So an order can be made again wherever it is needed (its items, its payments, its review) and every file can be
 * written line by line without the others in memory.
 */
export class Random {
  /** 32 hex characters that are stable for the key: an id in the shape that the source systems use. */
  readonly id: string;
  private readonly generator;

  constructor(seed: number, kind: string, index: number) {
    const digest = createHash('md5').update(`${seed}/${kind}/${index}`).digest();
    this.id = digest.toString('hex');
    this.generator = xoroshiro128plus(digest.readInt32LE(0));
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  /** True with the given probability, in steps of a millionth. */
  chance(probability: number): boolean {
    return this.int(1, 1_000_000) <= probability * 1_000_000;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.int(0, values.length - 1)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }

  /** Picks by weight, e.g. `[['delivered', 97], ['shipped', 3]]`. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let at = this.int(
      1,
      choices.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [value, weight] of choices) if ((at -= weight) <= 0) return value;
    throw new Error('nothing to pick from');
  }
}
