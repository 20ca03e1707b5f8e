import type { Output } from '../io';

/** Redraws no oftener than this: an eye sees no more, and a terminal over a slow line keeps up. */
const PAUSE_MS = 100;

/** Some lines at the foot of a terminal that change in place. Elsewhere nothing is drawn, notes are plain lines. */
export class LiveLines {
  readonly #out: Output;
  readonly #draw: () => readonly string[];
  readonly #timer: NodeJS.Timeout | undefined;
  #drawn = 0;

  constructor(out: Output, draw: () => readonly string[]) {
    this.#out = out;
    this.#draw = draw;
    if (out.isTerminal) this.#timer = setInterval(() => this.#redraw(), PAUSE_MS).unref();
  }

  /** A line that stays. */
  note(line: string): void {
    this.#erase();
    this.#out.write(`${line}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#erase();
  }

  #redraw(): void {
    const lines = this.#draw().map((line) => line.slice(0, this.#out.width - 1));
    this.#erase();
    this.#out.write(lines.map((line) => `${line}\n`).join(''));
    this.#drawn = lines.length;
  }

  #erase(): void {
    // Cursor up so many lines, then clear to the end of the screen (ECMA-48 CUU, ED).
    if (this.#drawn > 0) this.#out.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }
}
