import { emptyBooks, emptyDay, type Books, type DayBook, type Mutable } from './books';
import type { Happening } from './event';
import type { Arrival } from './stream';

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
