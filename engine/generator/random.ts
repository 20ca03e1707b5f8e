import { hash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The number whose four bytes come first, the least of them first. */
function littleEndian(hex: string): number {
  const at = Number.parseInt(hex.slice(0, 8), 16);
  return (at >>> 24) | ((at >>> 8) & 0xff00) | ((at << 8) & 0xff0000) | (at << 24);
}

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
    // In one call: an object for every hash would cost more than the hash.
    this.id = hash('md5', `${seed}/${kind}/${index}`, 'hex');
    this.generator = xoroshiro128plus(littleEndian(this.id));
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
