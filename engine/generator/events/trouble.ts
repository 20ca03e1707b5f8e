import { Random } from '../random';
import type { Happening } from './event';
import type { ShopEvent } from './types';
import { uuid } from './uuid';

/**
 * What real streams do to events, each as a share of the events. Trouble never takes an event away: it delays it, adds
 * fields to it, or sends another line beside it. So the shop's books hold whatever the rates are.
 */
export interface TroubleRates {
  /** The same line once more, up to a day later. */
  readonly duplicates: number;
  /** The event arrives one hour to 30 days after it happened. */
  readonly late: number;
  /** It arrives one to ten minutes after it happened, behind younger ones. */
  readonly outOfOrder: number;
  /** Another line before it, from a clock that runs one hour to two days ahead; every second one under an id of its own. */
  readonly future: number;
  /** Another line of a type that nobody knows, under an id of its own. */
  readonly unknown: number;
  /** The event has fields that no one has announced. */
  readonly newFields: number;
  /** Another line that lacks the event's id, its session or its timestamp. */
  readonly missing: number;
  /** Another line that is no JSON: torn, glued to its copy, or an error message. */
  readonly malformed: number;
}

export const noTrouble: TroubleRates = {
  ...{ duplicates: 0, late: 0, outOfOrder: 0, future: 0 },
  ...{ unknown: 0, newFields: 0, missing: 0, malformed: 0 },
};

/** What a line is: the event itself, or what trouble sent beside it. In this order within one millisecond. */
export const lineKinds = ['malformed', 'missing', 'future', 'unknown', 'event', 'duplicate'] as const;
export type LineKind = (typeof lineKinds)[number];

/** The lines that one event makes, and when each arrives. */
export interface Fate {
  readonly delay: 'none' | 'late' | 'out of order';
  readonly newFields: boolean;
  readonly arrivals: readonly (readonly [kind: LineKind, at: number])[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** More than any delivery takes, so that every such line is ahead of its file. */
const LEAST_SKEW = HOUR;

const missingFields = ['event_id', 'session_id', 'event_timestamp'] as const;
export type MissingField = (typeof missingFields)[number];

const randomOf = (seed: number, what: string, { course, index }: Happening): Random =>
  // Courses have at most nine steps.
  new Random(seed, what, course.session * 16 + index);

/** A pure function of the event: a delayed line is made again when its time has come. */
export function fateOf(happening: Happening, rates: TroubleRates, seed: number): Fate {
  const random = randomOf(seed, 'fate', happening);
  const share = (): number => random.int(1, 1000) / 1000;
  const { at } = happening;
  const isLate = random.chance(rates.late);
  const isOutOfOrder = random.chance(rates.outOfOrder) && !isLate;
  const delay = isLate ? 'late' : isOutOfOrder ? 'out of order' : 'none';
  const arrival = at + delayOf(delay, share, random);
  const arrivals: [LineKind, number][] = [['event', arrival]];
  if (random.chance(rates.duplicates))
    arrivals.push([
      'duplicate',
      arrival + (random.chance(0.5) ? random.int(0, 2000) : random.int(2000, DAY)),
    ]);
  if (random.chance(rates.future)) arrivals.push(['future', at]);
  if (random.chance(rates.unknown)) arrivals.push(['unknown', at]);
  if (random.chance(rates.missing)) arrivals.push(['missing', at]);
  if (random.chance(rates.malformed)) arrivals.push(['malformed', at]);
  return { delay, newFields: random.chance(rates.newFields), arrivals };
}

function delayOf(delay: Fate['delay'], share: () => number, random: Random): number {
  switch (delay) {
    case 'none':
      return 0;
    case 'out of order':
      return random.int(MINUTE, 10 * MINUTE);
    case 'late':
      // Most within some days, some after a month.
      return HOUR + Math.floor((30 * DAY - HOUR) * share() * share());
  }
}

/** A line as it goes over the wire, and what it lacks or has for its own. */
export interface Line {
  readonly text: string;
  readonly missing?: MissingField;
  readonly ownId?: boolean;
}

/** The text of one line of an event's fate. */
export function lineOf(happening: Happening, kind: LineKind, fate: Fate, seed: number): Line {
  const event = fate.newFields ? withNewFields(happening, seed) : happening.event;
  switch (kind) {
    case 'event':
    case 'duplicate':
      return { text: JSON.stringify(event) };
    case 'future': {
      const random = randomOf(seed, 'future', happening);
      const ownId = random.chance(0.5);
      const event_timestamp = new Date(happening.at + random.int(LEAST_SKEW, 2 * DAY)).toISOString();
      const event_id = ownId ? uuid(random) : event.event_id;
      return { text: JSON.stringify({ ...event, event_id, event_timestamp }), ownId };
    }
    case 'unknown': {
      const random = randomOf(seed, 'unknown', happening);
      const event_type = random.pick(['wishlist_add', 'gift_card_redeem', 'newsletter_open']);
      const { session_id, event_timestamp, customer, session } = event;
      return {
        text: JSON.stringify({
          ...{ event_id: uuid(random), event_type, session_id, event_timestamp, customer, session },
        }),
      };
    }
    case 'missing': {
      const missing = randomOf(seed, 'missing', happening).pick(missingFields);
      return { text: JSON.stringify({ ...event, [missing]: undefined }), missing };
    }
    case 'malformed':
      return { text: malformed(JSON.stringify(event), randomOf(seed, 'malformed', happening)) };
  }
}

function withNewFields(happening: Happening, seed: number): ShopEvent {
  const { event } = happening;
  const random = randomOf(seed, 'new fields', happening);
  const experiment = random.pick(['checkout-b', 'free-returns', 'dark-mode']);
  const loyalty = { loyalty_tier: random.pick(['bronze', 'silver', 'gold']) };
  const context = { app_version: `5.${random.int(0, 20)}.${random.int(0, 9)}`, experiments: [experiment] };
  return Object.assign({}, event, { customer: { ...event.customer, ...loyalty } }, { context });
}

function malformed(text: string, random: Random): string {
  const kind = random.weighted([
    ['torn', 70],
    ['glued', 15],
    ['message', 15],
  ] as const);
  switch (kind) {
    case 'torn':
      return text.slice(0, random.int(1, text.length - 1));
    case 'glued':
      return `${text}${text}`;
    case 'message':
      return 'upstream connect error or disconnect/reset before headers';
  }
}
