import type { EventType } from './types';

/**
 * The shop's own books, so that whatever is made of its events can be compared to the cent. Amounts are whole cents.
 * They are kept when events happen: once the last late line has arrived, they are what the lake must show.
 */
export interface Books {
  readonly events: number;
  readonly byType: { readonly [type in EventType]: number };
  readonly sessions: SessionBook;
  /** Orders by their last status. */
  readonly orders: { readonly [status in 'created' | 'paid' | 'fulfilled' | 'cancelled']: number };
  /** Carts given up, by stage, with Σ price × quantity. */
  readonly abandoned: { readonly [stage in 'cart' | 'checkout']: Amount };
  /** Of all orders placed: Σ total. */
  readonly orderedCents: number;
  /** Of fulfilled orders: revenue = subtotal + tax + shipping. */
  readonly fulfilled: FulfilledBook;
  readonly days: { readonly [day: string]: DayBook };
  readonly lines: LineBook;
}

export interface SessionBook {
  readonly started: number;
  /** With one product view and nothing else. */
  readonly singleView: number;
  /** Sessions that came as far, or further. */
  readonly reachedCart: number;
  readonly reachedCheckout: number;
  readonly reachedOrder: number;
  /** First sessions: as many as there are customers. */
  readonly byNewCustomers: number;
  readonly byReturningCustomers: number;
  /** By customers whose name, e-mail or address is not as it was at first. */
  readonly byChangedCustomers: number;
}

export interface Amount {
  readonly count: number;
  readonly cents: number;
}

export interface FulfilledBook {
  readonly subtotalCents: number;
  readonly taxCents: number;
  readonly shippingCents: number;
  readonly revenueCents: number;
}

/** One UTC day. */
export interface DayBook {
  readonly events: number;
  readonly sessions: number;
  readonly ordersCreated: number;
  readonly ordersFulfilled: number;
  /** Of orders fulfilled on this day. */
  readonly revenueCents: number;
  /** Of orders placed on this day and fulfilled on any. */
  readonly revenueByOrderDayCents: number;
}

/** The lines that arrived. `total` = events + duplicates + future + unknown + malformed + the missing ones. */
export interface LineBook {
  readonly total: number;
  readonly events: number;
  readonly duplicates: number;
  readonly future: number;
  /** Of those, the ones whose id no other line has. */
  readonly futureWithOwnId: number;
  readonly unknown: number;
  readonly malformed: number;
  readonly missingEventId: number;
  readonly missingSessionId: number;
  readonly missingEventTimestamp: number;
  /** Of the events. */
  readonly late: number;
  readonly outOfOrder: number;
  readonly withNewFields: number;
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

export const emptyDay = (): Mutable<DayBook> => ({
  ...{ events: 0, sessions: 0, ordersCreated: 0, ordersFulfilled: 0 },
  ...{ revenueCents: 0, revenueByOrderDayCents: 0 },
});

export const emptyBooks = (): Mutable<Books> => ({
  events: 0,
  byType: {
    ...{ product_view: 0, cart_add: 0, checkout_start: 0, cart_abandon: 0 },
    ...{ order_create: 0, order_paid: 0, order_fulfilled: 0, order_cancelled: 0 },
  },
  sessions: {
    ...{ started: 0, singleView: 0, reachedCart: 0, reachedCheckout: 0, reachedOrder: 0 },
    ...{ byNewCustomers: 0, byReturningCustomers: 0, byChangedCustomers: 0 },
  },
  orders: { created: 0, paid: 0, fulfilled: 0, cancelled: 0 },
  abandoned: { cart: { count: 0, cents: 0 }, checkout: { count: 0, cents: 0 } },
  orderedCents: 0,
  fulfilled: { subtotalCents: 0, taxCents: 0, shippingCents: 0, revenueCents: 0 },
  days: {},
  lines: {
    ...{ total: 0, events: 0, duplicates: 0, future: 0, futureWithOwnId: 0, unknown: 0, malformed: 0 },
    ...{ missingEventId: 0, missingSessionId: 0, missingEventTimestamp: 0 },
    ...{ late: 0, outOfOrder: 0, withNewFields: 0 },
  },
});
