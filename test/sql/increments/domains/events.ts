import * as fc from 'fast-check';
import type { History, Load, Row, Rows } from '../history';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const oneOf = (letter: string, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: most }).map((n) => `${letter}${n}`);
/** Now and then something that does not belong there; undefined is left out of the JSON. */
const mostly = (usual: fc.Arbitrary<unknown>, ...others: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: pick(...others) });
const moments = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.500Z', '2026-01-04T12:06:00.000Z'] as const;

const product = fc.record({
  id: pick('P1', 'P2'),
  name: pick('Socks', 'Warm socks'),
  category: pick('Clothing', 'Home'),
  price: mostly(pick(10, 12.5), 'x'),
});
const items = fc.array(fc.record({ product, quantity: pick<unknown>(1, 3) }), { maxLength: 2 });
const order = fc.record({
  order_id: mostly(oneOf('o', 4), null),
  customer_id: mostly(oneOf('c', 6), null),
  items,
  subtotal: pick(10, 20),
  total_amount: mostly(pick(11, 22), null, -1),
  created_at: pick(...moments),
});
const type = pick(
  ...['product_view', 'cart_add', 'checkout_start', 'cart_abandon', 'order_create', 'order_create'],
  ...['order_paid', 'order_fulfilled', 'order_fulfilled', 'order_cancelled', 'page_scroll'],
);

/**
 * So few ids that copies of an event contradict each other in session, order, customer and type, and so many that a run
 * leaves some alone.
 */
const event = fc.record({
  event_id: mostly(oneOf('e', 12), undefined),
  event_type: type,
  session_id: mostly(oneOf('s', 4), undefined),
  event_timestamp: mostly(pick(...moments), 'yesterday', undefined),
  customer: fc.record({ customer_id: oneOf('c', 6), first_name: pick('Ann', 'Bea') }),
  session: fc.record({ channel: pick('Email', 'Google'), device: fc.constant('mobile') }),
  product: mostly(product, undefined),
  cart: mostly(fc.record({ cart_id: pick('k1', 'k2'), items }), undefined),
  order,
  abandon_stage: pick('cart', 'checkout'),
});

const line = fc.oneof(
  { weight: 12, arbitrary: event.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: pick('{"event_id":"e1"', 'null', '[]', '"e1"', '{}') },
);

export const events: Rows = { events: line.map((text): Row => ({ line: text })) };

/** A file of events, each with what matters of it. */
const file = (day: number, ...lines: readonly object[]): Load => ({
  ...{ dataset: 'events', day, tag: 0, held: 0 },
  rows: lines.map((each) => ({
    line: JSON.stringify({ session_id: 's1', event_timestamp: moments[0], ...each }),
  })),
});
const placed = (event_id: string, event_type: string, order_id: string, customer_id: string): object => ({
  ...{ event_id, event_type, customer: { customer_id } },
  order: { order_id, customer_id, total_amount: 10, items: [{ product: { id: 'P1', price: 10 }, quantity: 1 }] },
});

/** The newest commit is read again by the next run; what came before it is not. */
const bystander = file(9, { ...placed('e9', 'order_create', 'o9', 'c9'), session_id: 's9' });

/** Where models of keys go wrong if they look at the newly arrived rows alone. */
export const eventCases: Readonly<Record<string, History>> = {
  'an order goes to another customer, and the first one loses it': [
    { loads: [file(1, placed('e1', 'order_create', 'o1', 'c1')), bystander], run: 'whole' },
    { loads: [file(2, placed('e2', 'order_fulfilled', 'o1', 'c2'))], run: 'whole' },
  ],
  // of two pairs that contradict each other crosswise one copy wins that came first, and one that came last
  'copies move an event to another order, session and type, and what it left goes empty': [
    {
      loads: [
        file(1, placed('e1', 'order_create', 'o1', 'c1'), placed('e2', 'order_create', 'o2', 'c2')),
        file(2, { event_id: 'e3', event_type: 'product_view', product: { id: 'P1' } }),
        bystander,
      ],
      run: 'whole',
    },
    {
      loads: [
        file(3, placed('e1', 'order_create', 'o2', 'c2'), placed('e2', 'order_create', 'o1', 'c1')),
        file(4, { event_id: 'e3', event_type: 'checkout_start', session_id: 's2' }),
        file(5, { event_id: 'e3', event_type: 'checkout_start', session_id: 's3' }),
      ],
      run: { crashAfter: 0.5 },
    },
  ],
};
