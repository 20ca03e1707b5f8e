import { Random } from '../random';
import { catalogue, type StockedProduct } from './catalogue';
import { biographyOf, visitorOf, type Biography, type Visitor } from './customer';
import { callOf, sessionsInCall, startOf, type Traffic } from './traffic';
import type { CancelReason, Channel, Device, EventType, PaymentMethod } from './types';
import { uuid } from './uuid';
import { cancelReasons, channels, devices, paymentMethods } from './vocabulary';

export interface Line {
  readonly stocked: StockedProduct;
  readonly quantity: number;
}

/** One event to be: its kind, its time and its id. */
export interface Step {
  readonly type: EventType;
  readonly at: number;
  readonly id: string;
  /** Of a product view. */
  readonly viewed?: StockedProduct;
}

/** Everything that happens in a session and because of it, in the order of time. A pure function of its number. */
export interface Course {
  readonly session: number;
  readonly sessionId: string;
  readonly visitor: Visitor;
  readonly customer: Biography;
  readonly channel: Channel;
  readonly device: Device;
  readonly steps: readonly Step[];
  /** Empty where nothing was put into the cart. */
  readonly lines: readonly Line[];
  readonly cartId: string;
  readonly orderId: string;
  readonly payment: PaymentMethod;
  readonly cancelReason: CancelReason;
}

const CARTS = 1 / 7;
const CHECKOUTS = 0.7;
const ORDERS = 0.85;
const PAID = 0.92;
const FULFILLED = 0.8;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ABANDONED_AFTER = 30 * MINUTE;

const viewCounts = [
  [1, 45],
  [2, 35],
  [3, 20],
] as const;
const lineCounts = [
  [1, 55],
  [2, 25],
  [3, 12],
  [4, 8],
] as const;
const quantities = [
  [1, 80],
  [2, 15],
  [3, 5],
] as const;

/** When the payment came in after the order, or the order was given up. */
function paidAfter(method: PaymentMethod, random: Random): number {
  return method === 'bank_transfer'
    ? random.int(5 * MINUTE, 45 * MINUTE)
    : random.int(5 * SECOND, 2 * MINUTE);
}

function cancelledAfter(reason: CancelReason, random: Random): number {
  return reason === 'payment_expired' ? HOUR : random.int(MINUTE, 25 * MINUTE);
}

export interface World extends Traffic {
  /** Share of customers who change their name, e-mail or address once. */
  readonly changed: number;
}

export function courseOf(session: number, traffic: World): Course {
  const random = new Random(traffic.seed, 'session', session);
  const steps: Step[] = [];
  let at = startOf(session, sessionsInCall(callOf(session), traffic), random);
  const step = (type: EventType, viewed?: StockedProduct): void => {
    steps.push({ type, at, id: uuid(random), ...(viewed && { viewed }) });
  };
  const pause = (least: number, most: number): number => random.int(least * SECOND, most * SECOND);

  const sessionId = uuid(random);
  const channel = random.weighted(channels);
  const device = random.weighted(devices);
  const seen = Array.from({ length: random.weighted(viewCounts) }, () => random.pick(catalogue));
  for (const [index, product] of seen.entries()) {
    if (index > 0) at += pause(10, 240);
    step('product_view', product);
  }

  const hasCart = random.chance(CARTS);
  const line = (): Line => ({
    stocked: random.chance(0.7) ? random.pick(seen) : random.pick(catalogue),
    quantity: random.weighted(quantities),
  });
  const lines = hasCart ? Array.from({ length: random.weighted(lineCounts) }, line) : [];
  const [cartId, orderId] = hasCart ? [uuid(random), uuid(random)] : ['', ''];
  const payment = random.weighted(paymentMethods);
  const cancelReason = random.weighted(cancelReasons);
  if (hasCart) {
    at += pause(5, 120);
    step('cart_add');
    const toCheckout = random.chance(CHECKOUTS);
    if (toCheckout) {
      at += pause(10, 300);
      step('checkout_start');
    }
    if (toCheckout && random.chance(ORDERS)) {
      at += pause(30, 400);
      step('order_create');
      if (random.chance(PAID)) {
        at += paidAfter(payment, random);
        step('order_paid');
        if (random.chance(FULFILLED)) {
          at += random.int(2 * HOUR, 6 * HOUR);
          step('order_fulfilled');
        }
      } else {
        at += cancelledAfter(cancelReason, random);
        step('order_cancelled');
      }
    } else {
      at += ABANDONED_AFTER;
      step('cart_abandon');
    }
  }
  const visitor = visitorOf(session, traffic);
  return {
    ...{
      session,
      sessionId,
      visitor,
      customer: biographyOf(visitor, traffic),
      channel,
      device,
      steps,
      lines,
    },
    ...{ cartId, orderId, payment, cancelReason },
  };
}
