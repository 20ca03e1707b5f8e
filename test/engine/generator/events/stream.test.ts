import fc from 'fast-check';
import {
  BookKeeper,
  EventStream,
  type Arrival,
  type EventStreamOptions,
} from '../../../../engine/generator/events';
import type { Books } from '../../../../engine/generator/events';
import type { EventStreamState } from '../../../../engine/generator/events/stream';
import type { ShopEvent } from '../../../../engine/generator/events/types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const opened = Date.parse('2026-03-01T08:00:00Z');
const closes = opened + 12 * HOUR;
const trouble = {
  ...{ duplicates: 0.05, late: 0.05, outOfOrder: 0.05, future: 0.03 },
  ...{ unknown: 0.03, newFields: 0.05, missing: 0.03, malformed: 0.03 },
};
const troubled: EventStreamOptions = { shop: { seed: 3, opened, closes }, trouble };

/** Runs a stream from span to span, its state going through JSON between them. */
function inSpans(
  options: EventStreamOptions,
  ends: readonly number[],
): { readonly arrivals: Arrival[]; readonly books: readonly Books[] } {
  const arrivals: Arrival[] = [];
  const books: Books[] = [];
  let state: string | undefined;
  for (const end of [...ends, Number.POSITIVE_INFINITY]) {
    const keeper = new BookKeeper();
    const before = state === undefined ? undefined : (JSON.parse(state) as EventStreamState);
    const stream = new EventStream(options, before, (happening) => keeper.happened(happening));
    for (const arrival of stream.until(end)) {
      keeper.arrived(arrival);
      arrivals.push(arrival);
    }
    state = JSON.stringify(stream.state);
    books.push(keeper.books);
  }
  return { arrivals, books };
}

const {
  arrivals: all,
  books: [books],
} = inSpans(troubled, []);
if (!books) throw new Error('no books');

/** All numbers of some books, added up. */
function sum(parts: readonly object[]): unknown {
  const names = new Set(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parts.flatMap((part) =>
        name in part ? [part[name as keyof typeof part] as unknown] : [],
      );
      const isNumber = values.every((value) => typeof value === 'number');
      return [
        name,
        isNumber ? (values as number[]).reduce((one, other) => one + other, 0) : sum(values as object[]),
      ];
    }),
  );
}

test('span by span, with the state through JSON, is the very stream of one run, and the books add up', () => {
  const moments = fc.integer({ min: opened - HOUR, max: closes + 31 * DAY });
  const near = fc.integer({ min: opened, max: closes + 7 * HOUR });
  fc.assert(
    fc.property(fc.array(fc.oneof(near, moments), { maxLength: 12 }), fc.boolean(), (cuts, isTroubled) => {
      const shop = { seed: 3, opened, closes: opened + 4 * HOUR, sessionsPerHour: 60 };
      const options = { shop, ...(isTroubled && { trouble }) };
      const whole = inSpans(options, []);
      const spans = inSpans(
        options,
        [...cuts].sort((one, other) => one - other),
      );
      expect(spans.arrivals.map(({ text }) => text)).toEqual(whole.arrivals.map(({ text }) => text));
      expect(spans.arrivals.map(({ at }) => at)).toEqual(whole.arrivals.map(({ at }) => at));
      expect(sum(spans.books)).toEqual(whole.books[0]);
    }),
    { numRuns: 25 },
  );
});

test('a span tells all that arrives in it and nothing else', () => {
  const stream = new EventStream(troubled);
  const first = [...stream.until(opened + HOUR)];
  const second = [...stream.until(opened + 2 * HOUR)];
  expect(first.every(({ at }) => at < opened + HOUR)).toBe(true);
  expect(second.every(({ at }) => at >= opened + HOUR && at < opened + 2 * HOUR)).toBe(true);
  expect([...first, ...second]).toHaveLength(all.filter(({ at }) => at < opened + 2 * HOUR).length);
});

test('lines come in the order of their arrival, none before its event has happened', () => {
  expect(all.every(({ at }, index) => at >= (all[index - 1]?.at ?? 0))).toBe(true);
  const ahead = all.filter(({ at, text, kind }) => {
    if (kind === 'malformed' || kind === 'future') return false;
    const { event_timestamp } = JSON.parse(text) as { event_timestamp?: string };
    return event_timestamp !== undefined && Date.parse(event_timestamp) > at;
  });
  expect(ahead).toEqual([]);
});

test('the state of a natural day is some entries for what is under way, and does not grow with time', () => {
  const stream = new EventStream({ shop: { seed: 1, opened } });
  const sizes = [1, 2, 4].map((days) => {
    for (const { kind } of stream.until(opened + days * DAY)) if (kind !== 'event') throw new Error(kind);
    return JSON.stringify(stream.state).length;
  });
  expect(Math.max(...sizes)).toBeLessThan(6000);
});

/** What a reader makes of a line who knows the rules and nothing of the generator. */
function classify({ text, at }: Arrival): 'malformed' | 'missing' | 'unknown' | 'future' | ShopEvent {
  let parsed: Partial<ShopEvent>;
  try {
    parsed = JSON.parse(text) as Partial<ShopEvent>;
  } catch {
    return 'malformed';
  }
  if (!parsed.event_id || !parsed.session_id || !parsed.event_timestamp) return 'missing';
  if (
    !/^(product_view|cart_(add|abandon)|checkout_start|order_(create|paid|fulfilled|cancelled))$/.test(
      parsed.event_type ?? '',
    )
  )
    return 'unknown';
  // A file is delivered at most 15 minutes after a line's arrival.
  if (Date.parse(parsed.event_timestamp) > at + 20 * 60_000) return 'future';
  return parsed as ShopEvent;
}

describe('whoever reads the lines finds what the books say', () => {
  const rejected = { malformed: 0, missing: 0, unknown: 0, future: 0 };
  const events = new Map<string, ShopEvent>();
  const conflicting: string[] = [];
  let duplicates = 0;
  for (const arrival of all) {
    const found = classify(arrival);
    if (typeof found === 'string') rejected[found]++;
    else if (events.has(found.event_id)) {
      duplicates++;
      if (JSON.stringify(events.get(found.event_id)) !== JSON.stringify(found))
        conflicting.push(found.event_id);
    } else events.set(found.event_id, found);
  }
  const { lines } = books;

  test('every line is accounted for', () => {
    expect({ ...rejected, duplicates, events: events.size, total: all.length }).toEqual({
      malformed: lines.malformed,
      missing: lines.missingEventId + lines.missingSessionId + lines.missingEventTimestamp,
      unknown: lines.unknown,
      future: lines.future,
      duplicates: lines.duplicates,
      events: lines.events,
      total: lines.total,
    });
    expect(lines.events).toBe(books.events);
    for (const [name, count] of Object.entries(lines)) expect([name, count]).not.toEqual([name, 0]);
  });

  test('a duplicate is the very same line', () => {
    expect(conflicting).toEqual([]);
  });

  test('late events are as many as the books say, an hour to 30 days behind', () => {
    const delays = all
      .filter(({ kind }) => kind === 'event')
      .map(({ at, text }) => at - Date.parse((JSON.parse(text) as ShopEvent).event_timestamp));
    expect(delays.filter((delay) => delay >= HOUR)).toHaveLength(lines.late);
    expect(delays.filter((delay) => delay > 0 && delay < HOUR)).toHaveLength(lines.outOfOrder);
    expect(Math.max(...delays)).toBeLessThanOrEqual(30 * DAY);
    expect(Math.max(...delays)).toBeGreaterThan(20 * DAY);
  });

  test('half of the lines from the future have ids that no event has', () => {
    const future = all.filter((arrival) => classify(arrival) === 'future');
    const own = future.filter(({ text }) => !events.has((JSON.parse(text) as ShopEvent).event_id));
    expect(own).toHaveLength(lines.futureWithOwnId);
    expect(own.length).toBeLessThan(future.length);
  });

  test('revenue by order and by day, orders by status, sessions by step, customers', () => {
    const cents = (amount: number): number => Math.round(amount * 100);
    const of = (type: ShopEvent['event_type']): ShopEvent[] =>
      [...events.values()].filter(({ event_type }) => event_type === type);
    const sessionsWith = (type: ShopEvent['event_type']): number =>
      new Set(of(type).map(({ session_id }) => session_id)).size;

    const status = new Map<string, string>();
    const steps = ['created', 'paid', 'fulfilled', 'cancelled'];
    for (const event of events.values())
      if ('order' in event) {
        const before = status.get(event.order.order_id);
        if (before === undefined || steps.indexOf(event.order.status) > steps.indexOf(before))
          status.set(event.order.order_id, event.order.status);
      }
    const count = (wanted: string): number => [...status.values()].filter((one) => one === wanted).length;
    expect(Object.fromEntries(steps.map((step) => [step, count(step)]))).toEqual(books.orders);

    const days = new Map<string, { revenueCents: number; revenueByOrderDayCents: number }>();
    const day = (time: string) => {
      const name = time.slice(0, 10);
      const found = days.get(name) ?? { revenueCents: 0, revenueByOrderDayCents: 0 };
      days.set(name, found);
      return found;
    };
    let revenue = 0;
    for (const event of of('order_fulfilled')) {
      if (event.event_type !== 'order_fulfilled') continue;
      const total = cents(event.order.total_amount);
      revenue += total;
      day(event.order.fulfilled_at).revenueCents += total;
      day(event.order.created_at).revenueByOrderDayCents += total;
    }
    expect(revenue).toBe(books.fulfilled.revenueCents);
    for (const [name, amounts] of days) expect(books.days[name]).toMatchObject(amounts);

    expect({
      started: sessionsWith('product_view'),
      reachedCart: sessionsWith('cart_add'),
      reachedCheckout: sessionsWith('checkout_start'),
      reachedOrder: sessionsWith('order_create'),
      byNewCustomers: new Set([...events.values()].map(({ customer }) => customer.customer_id)).size,
    }).toEqual({
      started: books.sessions.started,
      reachedCart: books.sessions.reachedCart,
      reachedCheckout: books.sessions.reachedCheckout,
      reachedOrder: books.sessions.reachedOrder,
      byNewCustomers: books.sessions.byNewCustomers,
    });
    expect(books.sessions.byNewCustomers + books.sessions.byReturningCustomers).toBe(books.sessions.started);

    const abandoned = of('cart_abandon').filter(
      (event) => 'abandon_stage' in event && event.abandon_stage === 'cart',
    );
    const value = abandoned.reduce(
      (total, event) =>
        total +
        ('cart' in event
          ? event.cart.items.reduce(
              (part, { product, quantity }) => part + cents(product.price) * quantity,
              0,
            )
          : 0),
      0,
    );
    expect({ count: abandoned.length, cents: value }).toEqual(books.abandoned.cart);
  });

  test('the rates are the shares of the events', () => {
    const near = (count: number, rate: number): void =>
      expect(Math.abs(count / books.events - rate)).toBeLessThan(0.01);
    near(lines.duplicates, trouble.duplicates);
    near(lines.late, trouble.late);
    near(lines.outOfOrder, trouble.outOfOrder);
    near(lines.future, trouble.future);
    near(lines.unknown, trouble.unknown);
    near(lines.withNewFields, trouble.newFields);
    near(lines.malformed, trouble.malformed);
  });
});

test('trouble changes nothing of what happens in the shop', () => {
  const calm = inSpans({ shop: troubled.shop }, []).books[0];
  expect({ ...calm, lines: undefined }).toEqual({ ...books, lines: undefined });
});
