import { happeningAt, type Happening } from './event';
import { Queue } from './queue';
import { Shop, type ShopOptions, type ShopState } from './shop';
import {
  fateOf,
  lineKinds,
  lineOf,
  noTrouble,
  type Fate,
  type Line,
  type LineKind,
  type TroubleRates,
} from './trouble';

export interface EventStreamOptions {
  readonly shop: ShopOptions;
  /** @default none */
  readonly trouble?: Partial<TroubleRates> | undefined;
}

/** Where a stream stands; belongs to the options that it was made with. Plain data that goes through JSON. */
export interface EventStreamState {
  readonly shop: ShopState;
  /** Lines to come of events that have happened. */
  readonly delayed: readonly (readonly [at: number, session: number, index: number, kind: LineKind])[];
}

/** One line of the stream at the time of its arrival. */
export interface Arrival extends Line {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: LineKind;
  readonly sessionId: string;
  readonly fate: Fate;
}

interface Due {
  readonly at: number;
  readonly session: number;
  readonly index: number;
  readonly kind: LineKind;
  /** Kept for lines that follow soon; others are made again. */
  readonly happening: Happening | undefined;
}

const SOON = 600_000;

const untroubled: Fate = { delay: 'none', newFields: false, arrivals: [] };

function before(one: Due, other: Due): boolean {
  const order =
    one.at - other.at ||
    one.session - other.session ||
    one.index - other.index ||
    lineKinds.indexOf(one.kind) - lineKinds.indexOf(other.kind);
  return order < 0;
}

/**
 * The shop's events as lines in the order of their arrival, with trouble at the given rates. A stream that is cut into
 * spans, each from the state that the one before left, gives the very lines of one that is not.
 */
export class EventStream {
  readonly #seed: number;
  readonly #shop: Shop;
  readonly #rates: TroubleRates;
  readonly #isTroubled: boolean;
  readonly #due = new Queue<Due>(before);
  readonly #happened: ((happening: Happening) => void) | undefined;

  /** `happened` hears of every event when it happens, before any of its lines: the books are kept there. */
  constructor(
    { shop, trouble }: EventStreamOptions,
    state?: EventStreamState,
    happened?: (happening: Happening) => void,
  ) {
    this.#seed = shop.seed;
    this.#shop = new Shop(shop, state?.shop);
    this.#rates = { ...noTrouble, ...trouble };
    this.#isTroubled = Object.values(this.#rates).some((rate) => rate > 0);
    this.#happened = happened;
    for (const [at, session, index, kind] of state?.delayed ?? [])
      this.#due.push({ at, session, index, kind, happening: undefined });
  }

  get state(): EventStreamState {
    const delayed = [...this.#due.items()].sort((one, other) => (before(one, other) ? -1 : 1));
    return {
      shop: this.#shop.state,
      delayed: delayed.map(({ at, session, index, kind }) => [at, session, index, kind]),
    };
  }

  /** The lines that arrive before a time, epoch ms. `Infinity` runs a shop that closes to its last late line. */
  *until(end: number): Generator<Arrival, void, undefined> {
    for (const happening of this.#shop.until(end)) {
      this.#happened?.(happening);
      if (!this.#isTroubled) {
        yield this.#arrival(happening.at, 'event', happening, untroubled);
        continue;
      }
      yield* this.#dueBefore(happening.at);
      for (const [kind, at] of fateOf(happening, this.#rates, this.#seed).arrivals) {
        const { course, index } = happening;
        const kept = at - happening.at <= SOON ? happening : undefined;
        this.#due.push({ at, session: course.session, index, kind, happening: kept });
      }
    }
    yield* this.#dueBefore(end);
  }

  *#dueBefore(end: number): Generator<Arrival, void, undefined> {
    for (;;) {
      const first = this.#due.first();
      if (!first || first.at >= end) return;
      this.#due.shift();
      const happening = first.happening ?? happeningAt(this.#shop.course(first.session), first.index);
      yield this.#arrival(first.at, first.kind, happening, fateOf(happening, this.#rates, this.#seed));
    }
  }

  #arrival(at: number, kind: LineKind, happening: Happening, fate: Fate): Arrival {
    const line = lineOf(happening, kind, fate, this.#seed);
    return { ...line, at, kind, sessionId: happening.course.sessionId, fate };
  }
}
