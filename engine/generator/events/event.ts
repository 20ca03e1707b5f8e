import { amountsOf, type Amounts } from './amounts';
import type { Course, Step } from './course';
import { customerAt, type KnownCustomer } from './customer';
import type { Cart, Envelope, EventType, Item, Order, ShopEvent } from './types';

/** One event with what the books need to know of it. */
export interface Happening {
  readonly at: number;
  readonly course: Course;
  /** Its place in the course. */
  readonly index: number;
  readonly event: ShopEvent;
  readonly customer: KnownCustomer;
  /** Of the order, where the event has one. */
  readonly order: { readonly createdAt: number; readonly amounts: Amounts } | undefined;
}

const iso = (time: number): string => new Date(time).toISOString();

const timeOf = (course: Course, type: EventType): number => {
  const step = course.steps.find((candidate) => candidate.type === type);
  if (!step) throw new Error(`session ${course.session} has no ${type}`);
  return step.at;
};

const itemsOf = (course: Course): readonly Item[] =>
  course.lines.map(({ stocked, quantity }) => ({ product: stocked.product, quantity }));

function cartOf(course: Course): Cart {
  return {
    cart_id: course.cartId,
    items: itemsOf(course),
    created_at: iso(timeOf(course, 'cart_add')),
  };
}

/** Builds the event at a place of a course. Throws where there is none. */
export function happeningAt(course: Course, index: number): Happening {
  const step = course.steps[index];
  if (!step) throw new Error(`session ${course.session} has no step ${index}`);
  const customer = customerAt(course.customer, step.at);
  const envelope = {
    event_id: step.id,
    event_type: step.type,
    session_id: course.sessionId,
    event_timestamp: iso(step.at),
    customer: customer.customer,
    session: { channel: course.channel, device: course.device },
  };
  const { event, order } = withContent(envelope, course, step);
  return { at: step.at, course, index, event, customer, order };
}

type Content = Pick<Happening, 'event' | 'order'>;

function withContent(
  envelope: Envelope & { readonly event_type: EventType },
  course: Course,
  step: Step,
): Content {
  const type = step.type;
  switch (type) {
    case 'product_view': {
      if (!step.viewed) throw new Error(`session ${course.session} views nothing`);
      return { event: { ...envelope, event_type: type, product: step.viewed.product }, order: undefined };
    }
    case 'cart_add':
    case 'checkout_start':
      return { event: { ...envelope, event_type: type, cart: cartOf(course) }, order: undefined };
    case 'cart_abandon': {
      const checkedOut = course.steps.some((other) => other.type === 'checkout_start');
      const abandon_stage = checkedOut ? ('checkout' as const) : ('cart' as const);
      return {
        event: { ...envelope, event_type: type, cart: cartOf(course), abandon_stage },
        order: undefined,
      };
    }
    case 'order_create':
    case 'order_paid':
    case 'order_fulfilled':
    case 'order_cancelled':
      return orderContent(envelope, type, course);
  }
}

/** Tax, shipping and address are those of the customer when the order was placed, whatever changes afterwards. */
function orderContent(
  envelope: Envelope,
  type: 'order_create' | 'order_paid' | 'order_fulfilled' | 'order_cancelled',
  course: Course,
): Content {
  const createdAt = timeOf(course, 'order_create');
  const { customer, country, address } = customerAt(course.customer, createdAt);
  const amounts = amountsOf(course.lines, country);
  const facts = (status: Order['status']): Order => ({
    order_id: course.orderId,
    customer_id: customer.customer_id,
    items: itemsOf(course),
    subtotal: amounts.subtotal / 100,
    tax: amounts.tax / 100,
    tax_rate: country.taxPercent / 100,
    shipping: amounts.shipping / 100,
    total_amount: amounts.total / 100,
    currency: 'USD',
    status,
    created_at: iso(createdAt),
    payment_method: course.payment,
    shipping_address: address,
  });
  const paid = () => ({ paid_at: iso(timeOf(course, 'order_paid')) });
  const order = { createdAt, amounts };
  switch (type) {
    case 'order_create':
      return {
        event: { ...envelope, event_type: type, order: { ...facts('created'), status: 'created' } },
        order,
      };
    case 'order_paid':
      return {
        event: { ...envelope, event_type: type, order: { ...facts('paid'), status: 'paid', ...paid() } },
        order,
      };
    case 'order_fulfilled': {
      const fulfilled_at = iso(timeOf(course, 'order_fulfilled'));
      const content = { ...facts('fulfilled'), status: 'fulfilled' as const, ...paid(), fulfilled_at };
      return { event: { ...envelope, event_type: type, order: content }, order };
    }
    case 'order_cancelled': {
      const cancelled_at = iso(timeOf(course, 'order_cancelled'));
      const cancel_reason = course.cancelReason;
      const content = { ...facts('cancelled'), status: 'cancelled' as const, cancelled_at, cancel_reason };
      return { event: { ...envelope, event_type: type, order: content }, order };
    }
  }
}
