import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../../engine/generator/events/catalogue';
import type { Happening } from '../../../../engine/generator/events/event';
import { Shop, type ShopOptions } from '../../../../engine/generator/events/shop';
import type { EventType, ShopEvent } from '../../../../engine/generator/events/types';

const DAY = 86_400_000;
const opened = Date.parse('2026-03-01T00:00:00Z');

const happenings = (options: Partial<ShopOptions> = {}): Happening[] => [
  ...new Shop({ seed: 1, opened, closes: opened + 6 * DAY, ...options }).until(Number.POSITIVE_INFINITY),
];
const all = happenings();
const byType = (type: EventType): Happening[] => all.filter(({ event }) => event.event_type === type);
const share = (part: number, whole: number): number => part / whole;
const bySession = new Map<string, Happening[]>();
for (const happening of all) {
  const { session_id } = happening.event;
  bySession.set(session_id, [...(bySession.get(session_id) ?? []), happening]);
}

test('the same seed gives the same events, another seed gives others', () => {
  const ids = (seed: number): string =>
    JSON.stringify(happenings({ seed, closes: opened + DAY / 4 }).map(({ event }) => event));
  expect(ids(1)).toBe(ids(1));
  expect(ids(1)).not.toBe(ids(2));
});

test('events come in the order in which they happen, each with an id of its own', () => {
  expect(all.every(({ at }, index) => at >= (all[index - 1]?.at ?? 0))).toBe(true);
  expect(all.every(({ at, event }) => event.event_timestamp === new Date(at).toISOString())).toBe(true);
  expect(new Set(all.map(({ event }) => event.event_id)).size).toBe(all.length);
});

test('12–20 sessions begin every five minutes in busy hours, 2–5 at night, 6–11 between', () => {
  const calls = new Map<number, number>();
  for (const { at, index } of all)
    if (index === 0) calls.set(Math.floor(at / 300_000), (calls.get(Math.floor(at / 300_000)) ?? 0) + 1);
  expect(calls.size).toBe((6 * DAY) / 300_000);
  const counts = (hours: (hour: number) => boolean): number[] =>
    [...calls].filter(([call]) => hours(Math.floor(call / 12) % 24)).map(([, count]) => count);
  const range = (numbers: readonly number[]): number[] => [Math.min(...numbers), Math.max(...numbers)];
  expect(range(counts((hour) => hour >= 9 && hour < 21))).toEqual([12, 20]);
  expect(range(counts((hour) => hour < 6))).toEqual([2, 5]);
  expect(range(counts((hour) => (hour >= 6 && hour < 9) || hour >= 21))).toEqual([6, 11]);
});

test('a rate is sessions an hour, over a day', () => {
  const sessions = happenings({ sessionsPerHour: 40, closes: opened + 2 * DAY }).filter(
    ({ index }) => index === 0,
  ).length;
  expect(Math.abs(sessions / 48 - 40)).toBeLessThan(2);
});

test('exactly as many sessions as asked for, each to its end', () => {
  const some = happenings({ sessions: 777, closes: undefined });
  expect(new Set(some.map(({ event }) => event.session_id)).size).toBe(777);
  for (const { course, index } of some) expect(course.steps[index]).toBeDefined();
  expect(some).toHaveLength(
    [...new Set(some.map(({ course }) => course))].flatMap(({ steps }) => steps).length,
  );
});

test('sessions go down the funnel in the shares of the shop', () => {
  const count = (type: EventType): number => byType(type).length;
  const sessions = bySession.size;
  expect(share(count('cart_add'), sessions)).toBeCloseTo(1 / 7, 2);
  expect(share(count('checkout_start'), count('cart_add'))).toBeCloseTo(0.7, 1);
  expect(share(count('order_create'), count('checkout_start'))).toBeCloseTo(0.85, 1);
  expect(share(count('order_paid'), count('order_create'))).toBeCloseTo(0.92, 1);
  expect(share(count('order_fulfilled'), count('order_paid'))).toBeCloseTo(0.8, 1);
  expect(count('order_cancelled') + count('order_paid')).toBe(count('order_create'));
  expect(count('cart_abandon') + count('order_create')).toBe(count('cart_add'));
});

test('a session is 1–3 views, then perhaps a cart, one step after the other', () => {
  const courses = new Set(
    [...bySession.values()].map((events) => events.map(({ event }) => event.event_type).join(' ')),
  );
  const views = '(product_view ?){1,3}';
  const order = 'order_create (order_cancelled|order_paid( order_fulfilled)?)';
  const shape = new RegExp(`^${views}(cart_add (cart_abandon|checkout_start (cart_abandon|${order})))?$`);
  expect([...courses].filter((course) => !shape.test(course))).toEqual([]);
});

test('an order is fulfilled two to six hours after it was paid', () => {
  const hours = byType('order_fulfilled').map(({ at, event }) => {
    if (event.event_type !== 'order_fulfilled') throw new Error(event.event_type);
    return (at - Date.parse(event.order.paid_at)) / 3_600_000;
  });
  expect(Math.min(...hours)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...hours)).toBeLessThanOrEqual(6);
});

test('channels and devices come in their shares', () => {
  const sessions = [...bySession.values()].map(([first]) => first?.event.session);
  const of = (name: string): number =>
    Math.round(
      (100 * sessions.filter((one) => one?.channel === name || one?.device === name).length) /
        sessions.length,
    );
  const shares = { Google: 30, Direct: 25, Email: 15, Facebook: 12, Instagram: 10, TikTok: 8 };
  for (const [name, percent] of Object.entries({ ...shares, mobile: 61, desktop: 38, tablet: 1 }))
    expect(Math.abs(of(name) - percent)).toBeLessThanOrEqual(1);
});

test('50 products in five categories are sold, all of them', () => {
  expect(catalogue).toHaveLength(50);
  const categories = catalogue.map(({ product }) => product.category);
  const sizes = [...new Set(categories)].map((one) => categories.filter((other) => other === one).length);
  expect(sizes).toEqual([10, 10, 10, 10, 10]);
  const seen = new Set(
    byType('product_view').map(({ event }) => (event.event_type === 'product_view' ? event.product.id : '')),
  );
  expect(seen.size).toBe(50);
});

test('an order adds up to the cent, in the JSON too, and is the same in all its events', () => {
  const cents = (amount: number): number => {
    const whole = Math.round(amount * 100);
    if (whole / 100 !== amount) throw new Error(`${amount} is no amount in cents`);
    return whole;
  };
  const orders = new Map<string, string>();
  for (const { event } of all) {
    if (!('order' in event)) continue;
    const { order } = JSON.parse(JSON.stringify(event)) as typeof event;
    const subtotal = order.items.reduce(
      (sum, { product, quantity }) => sum + cents(product.price) * quantity,
      0,
    );
    expect(cents(order.subtotal)).toBe(subtotal);
    expect(cents(order.tax)).toBe(Math.floor((subtotal * Math.round(order.tax_rate * 100) + 50) / 100));
    expect(cents(order.total_amount)).toBe(subtotal + cents(order.tax) + cents(order.shipping));
    const { items, total_amount, created_at, shipping_address, customer_id } = order;
    const lasting = JSON.stringify([items, total_amount, created_at, shipping_address, customer_id]);
    expect(orders.get(order.order_id) ?? lasting).toBe(lasting);
    orders.set(order.order_id, lasting);
  }
  expect(orders.size).toBe(byType('order_create').length);
});

test('orders repeat products now and then', () => {
  const repeated = byType('order_create').filter(({ course }) => {
    const ids = course.lines.map(({ stocked }) => stocked.product.id);
    return new Set(ids).size < ids.length;
  });
  expect(repeated.length).toBeGreaterThan(10);
});

describe('customers', () => {
  const known = new Map<string, { readonly at: number; readonly customer: ShopEvent['customer'] }[]>();
  for (const { at, event } of all) {
    const versions = known.get(event.customer.customer_id) ?? [];
    if (JSON.stringify(versions.at(-1)?.customer) !== JSON.stringify(event.customer))
      versions.push({ at, customer: event.customer });
    known.set(event.customer.customer_id, versions);
  }

  test('come back: half of the sessions are by somebody who was here before', () => {
    const first = [...bySession.values()].map(([one]) => one?.event);
    const returning = first.filter((event) => event?.customer.created_at !== event?.event_timestamp).length;
    expect(share(returning, first.length)).toBeGreaterThan(0.45);
    expect(share(returning, first.length)).toBeLessThan(0.6);
  });

  test('were created when they first came, and never again', () => {
    for (const versions of known.values()) {
      const [first] = versions;
      expect(first?.customer.created_at).toBe(new Date(first?.at ?? 0).toISOString());
      expect(new Set(versions.map(({ customer }) => customer.created_at)).size).toBe(1);
    }
  });

  test('some change their name, e-mail or country once, and never back', () => {
    const changed = [...known.values()].filter((versions) => versions.length > 1);
    expect(changed.length).toBeGreaterThan(20);
    expect(changed.every((versions) => versions.length === 2)).toBe(true);
    const [before, after] = [new Set<string>(), new Set<string>()];
    for (const [one, other] of changed) {
      for (const field of ['last_name', 'email', 'country'] as const)
        if (one?.customer[field] !== other?.customer[field]) after.add(field);
      before.add('seen');
    }
    expect([...after].sort()).toEqual(['country', 'email', 'last_name']);
  });

  test('none change where none may', () => {
    const ids = new Map<string, string>();
    for (const { event } of happenings({ changed: 0, closes: opened + DAY })) {
      const text = JSON.stringify(event.customer);
      expect(ids.get(event.customer.customer_id) ?? text).toBe(text);
      ids.set(event.customer.customer_id, text);
    }
  });

  test('some order again and again', () => {
    const orders = new Map<string, number>();
    for (const { event } of byType('order_create'))
      orders.set(event.customer.customer_id, (orders.get(event.customer.customer_id) ?? 0) + 1);
    expect(Math.max(...orders.values())).toBeGreaterThan(3);
  });
});

test('the sample for readers has exactly the shapes of the shop', () => {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return [shape(value[0])];
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]));
  };
  const text = readFileSync(join(__dirname, '../../../fixtures/events/sample.ndjson'), 'utf8');
  const sample = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ShopEvent);
  const types = new Set(sample.map(({ event_type }) => event_type));
  expect([...types].sort()).toEqual([...new Set(all.map(({ event }) => event.event_type))].sort());
  for (const event of sample) {
    const [made] = byType(event.event_type);
    expect(JSON.stringify(shape(event))).toBe(JSON.stringify(shape(made?.event)));
  }
});
