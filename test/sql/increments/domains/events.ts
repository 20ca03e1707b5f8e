import * as fc from 'fast-check';
import type { Row, Rows } from '../history';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const moments = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.500Z', '2026-01-04T12:06:00.000Z'] as const;

const product = fc.record({
  id: pick('P1', 'P2'),
  name: pick('Socks', 'Warm socks'),
  category: pick('Clothing', 'Home'),
  price: pick<unknown>(10, 12.5, 'x'),
});
const items = fc.array(fc.record({ product, quantity: pick<unknown>(1, 3) }), { maxLength: 2 });
const order = fc.record({
  order_id: pick('o1', 'o2', null),
  customer_id: pick('c1', 'c2', null),
  items,
  subtotal: pick(10, 20),
  total_amount: pick<unknown>(11, 22, null),
  created_at: pick(...moments),
});
const type = pick(
  ...['product_view', 'cart_add', 'checkout_start', 'cart_abandon', 'order_create', 'order_create'],
  ...['order_paid', 'order_fulfilled', 'order_fulfilled', 'order_cancelled', 'page_scroll'],
);

/** Few ids, so that copies of an event contradict each other in session, order, customer and type. */
const event = fc.record(
  {
    event_id: pick('e1', 'e2', 'e3', 'e4', 'e5'),
    event_type: type,
    session_id: pick('s1', 's2'),
    event_timestamp: pick<unknown>(...moments, ...moments, 'yesterday'),
    customer: fc.record({ customer_id: pick('c1', 'c2', 'c3'), first_name: pick('Ann', 'Bea') }),
    session: fc.record({ channel: pick('Email', 'Google'), device: fc.constant('mobile') }),
    product,
    cart: fc.record({ cart_id: pick('k1', 'k2'), items }),
    order,
    abandon_stage: pick('cart', 'checkout'),
  },
  { requiredKeys: ['event_type', 'event_timestamp', 'customer', 'order', 'cart'] },
);

const line = fc.oneof(
  { weight: 12, arbitrary: event.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: pick('{"event_id":"e1"', 'null', '[]', '"e1"', '{}') },
);

export const events: Rows = { events: line.map((text): Row => ({ line: text })) };
