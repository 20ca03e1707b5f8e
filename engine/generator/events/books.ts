import type { Happening } from './event';
import type { Arrival } from './stream';
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

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

const emptyDay = (): Mutable<DayBook> => ({
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

/** Keeps books of a stream, or of a span of it: the books of two spans add up to those of both. */
export class BookKeeper {
  readonly #books = emptyBooks();

  get books(): Books {
    return this.#books;
  }

  happened(happening: Happening): void {
    const books = this.#books;
    const { event, index, course, customer, order, at } = happening;
    const day = this.#day(at);
    books.events++;
    books.byType[event.event_type]++;
    day.events++;
    if (index === 0) {
      const { sessions } = books;
      sessions.started++;
      day.sessions++;
      if (course.steps.length === 1) sessions.singleView++;
      if (course.visitor.firstSession === course.session) sessions.byNewCustomers++;
      else sessions.byReturningCustomers++;
      if (customer.changed) sessions.byChangedCustomers++;
    }
    switch (event.event_type) {
      case 'product_view':
        break;
      case 'cart_add':
        books.sessions.reachedCart++;
        break;
      case 'checkout_start':
        books.sessions.reachedCheckout++;
        break;
      case 'cart_abandon': {
        const stage = books.abandoned[event.abandon_stage];
        stage.count++;
        stage.cents += course.lines.reduce((sum, line) => sum + line.stocked.cents * line.quantity, 0);
        break;
      }
      case 'order_create':
        books.sessions.reachedOrder++;
        books.orders.created++;
        books.orderedCents += order?.amounts.total ?? 0;
        day.ordersCreated++;
        break;
      case 'order_paid':
        books.orders.created--;
        books.orders.paid++;
        break;
      case 'order_cancelled':
        books.orders.created--;
        books.orders.cancelled++;
        break;
      case 'order_fulfilled': {
        books.orders.paid--;
        books.orders.fulfilled++;
        day.ordersFulfilled++;
        if (order) this.#earn(day, order);
        break;
      }
    }
  }

  arrived({ kind, ownId, missing, fate }: Arrival): void {
    const { lines } = this.#books;
    lines.total++;
    switch (kind) {
      case 'event':
        lines.events++;
        if (fate.delay === 'late') lines.late++;
        if (fate.delay === 'out of order') lines.outOfOrder++;
        if (fate.newFields) lines.withNewFields++;
        break;
      case 'duplicate':
        lines.duplicates++;
        break;
      case 'future':
        lines.future++;
        if (ownId) lines.futureWithOwnId++;
        break;
      case 'unknown':
        lines.unknown++;
        break;
      case 'malformed':
        lines.malformed++;
        break;
      case 'missing':
        if (missing === 'event_id') lines.missingEventId++;
        else if (missing === 'session_id') lines.missingSessionId++;
        else lines.missingEventTimestamp++;
        break;
    }
  }

  #earn(day: Mutable<DayBook>, { amounts, createdAt }: NonNullable<Happening['order']>): void {
    const { fulfilled } = this.#books;
    fulfilled.subtotalCents += amounts.subtotal;
    fulfilled.taxCents += amounts.tax;
    fulfilled.shippingCents += amounts.shipping;
    fulfilled.revenueCents += amounts.total;
    day.revenueCents += amounts.total;
    this.#day(createdAt).revenueByOrderDayCents += amounts.total;
  }

  #day(time: number): Mutable<DayBook> {
    const name = new Date(time).toISOString().slice(0, 10);
    return (this.#books.days[name] ??= emptyDay());
  }
}
