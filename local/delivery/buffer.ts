import { Segment, type Time, type Writer } from './segment';

/** The records of one object to be. */
export class DeliveryBuffer {
  readonly time: Time;
  readonly id: string;
  /** When the oldest record arrived, epoch ms. */
  readonly oldest: number;
  #newest: number;
  #bytes = 0;
  #segment: Segment | undefined;
  /** In the write-ahead file. */
  readonly #spooled: Buffer[] = [];
  #fresh: string[] = [];

  constructor(time: Time, id: string, oldest: number) {
    this.time = time;
    this.id = id;
    this.oldest = oldest;
    this.#newest = oldest;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get isSpooled(): boolean {
    return this.#segment !== undefined;
  }

  get lines(): readonly Buffer[] {
    return this.#fresh.length === 0 ? this.#spooled : [...this.#spooled, linesOf(this.#fresh)];
  }

  add(line: string, at: number): void {
    this.#fresh.push(line);
    this.#newest = at;
    this.#bytes += Buffer.byteLength(line) + 1;
  }

  /** Writes what has come since the last call to the disk. */
  async spool(folder: string, writer: Writer): Promise<void> {
    if (this.#fresh.length === 0) return;
    this.#segment ??= await Segment.create(folder, this.time, writer, this.id);
    const lines = linesOf(this.#fresh);
    const records = this.#fresh.length;
    await this.#segment.append({ oldest: this.oldest, newest: this.#newest, records, lines });
    this.#spooled.push(lines);
    this.#fresh = [];
  }

  /** Once its object is in the lake. */
  async removeSegment(): Promise<void> {
    const segment = this.#segment;
    this.#segment = undefined;
    await segment?.remove();
  }
}

const linesOf = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);
