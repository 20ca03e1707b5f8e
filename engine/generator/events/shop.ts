import { courseOf, type Course, type World } from './course';
import { happeningAt, type Happening } from './event';
import { Queue } from './queue';
import { CALL_MS, callAt, NATURAL_RATE, sessionNumber, sessionsInCall } from './traffic';

export interface ShopOptions {
  readonly seed: number;
  /** The shop opens with the five minutes that hold this time, epoch ms. Nothing and nobody is older. */
  readonly opened: number;
  /** Mean over a day. @default 132: 12–20 sessions every five minutes by day, 2–5 at night */
  readonly sessionsPerHour?: number | undefined;
  /** No session begins from then on, epoch ms; what is under way still happens. @default it never closes */
  readonly closes?: number | undefined;
  /** It closes for good after so many sessions. @default any number */
  readonly sessions?: number | undefined;
  /** Share of customers who change their name, e-mail or address once. @default 0.15 */
  readonly changed?: number | undefined;
}

/** Where a simulation stands: plain data, some entries of a few digits. */
export interface ShopState {
  /** The next call of sessions to come. */
  readonly call: number;
  /** Sessions so far. */
  readonly sessions: number;
  /** Sessions with events to come, each with the place of its next one. */
  readonly open: readonly (readonly [session: number, next: number])[];
}

interface Open {
  readonly at: number;
  readonly course: Course;
  readonly next: number;
}

const earlier = (one: Open, other: Open): boolean =>
  one.at < other.at || (one.at === other.at && one.course.session < other.course.session);

/**
 * The shop as it runs: sessions arrive, browse, buy, and orders are paid and fulfilled hours later. Reads no clock and
 * keeps only what is under way, so that any number of events takes the same memory, and a run that is cut into spans
 * gives the very events of one run.
 */
export class Shop {
  readonly #options: ShopOptions;
  readonly #world: World;
  readonly #open = new Queue<Open>(earlier);
  #call: number;
  #sessions: number;

  constructor(options: ShopOptions, state?: ShopState) {
    const { seed, opened, sessionsPerHour = NATURAL_RATE, changed = 0.15 } = options;
    this.#options = options;
    this.#world = { seed, opened, sessionsPerHour, changed };
    this.#call = state?.call ?? callAt(opened);
    this.#sessions = state?.sessions ?? 0;
    for (const [session, next] of state?.open ?? []) this.#keep(this.course(session), next);
  }

  get state(): ShopState {
    return {
      call: this.#call,
      sessions: this.#sessions,
      open: [...this.#open.items()]
        .map(({ course, next }) => [course.session, next] as const)
        .sort(([one], [other]) => one - other),
    };
  }

  /** All events before a time that have not been told yet, in the order in which they happen. */
  *until(end: number): Generator<Happening, void, undefined> {
    for (;;) {
      const first = this.#open.first();
      const nextCall = this.#closed() ? Number.POSITIVE_INFINITY : this.#call * CALL_MS;
      if (nextCall < end && nextCall <= (first?.at ?? Number.POSITIVE_INFINITY)) {
        this.#receive();
        continue;
      }
      if (!first || first.at >= end) return;
      this.#open.shift();
      this.#keep(first.course, first.next + 1);
      yield happeningAt(first.course, first.next);
    }
  }

  course(session: number): Course {
    return courseOf(session, this.#world);
  }

  #closed(): boolean {
    const { closes, sessions } = this.#options;
    return (
      (closes !== undefined && this.#call * CALL_MS >= closes) ||
      (sessions !== undefined && this.#sessions >= sessions)
    );
  }

  /** The sessions of the next five minutes come in. */
  #receive(): void {
    const { sessions: most = Number.POSITIVE_INFINITY } = this.#options;
    const count = Math.min(sessionsInCall(this.#call, this.#world), most - this.#sessions);
    for (let place = 0; place < count; place++) this.#keep(this.course(sessionNumber(this.#call, place)), 0);
    this.#sessions += count;
    this.#call++;
  }

  #keep(course: Course, next: number): void {
    const step = course.steps[next];
    if (step) this.#open.push({ at: step.at, course, next });
  }
}
