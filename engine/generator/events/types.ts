/**
 * The shop's events as they go over the wire: one JSON object a line, these names, in this order.
 * Times are ISO 8601 UTC with milliseconds (`2026-01-02T03:04:05.678Z`), amounts are numbers with at most two decimals.
 */
export type ShopEvent =
  | ProductView
  | CartAdd
  | CheckoutStart
  | CartAbandon
  | OrderCreate
  | OrderPaid
  | OrderFulfilled
  | OrderCancelled;

export type EventType = ShopEvent['event_type'];

/** What every event carries. */
export interface Envelope {
  /** UUID; a second event with the same id is the same event sent again. */
  readonly event_id: string;
  /** UUID. Events of an order hours later carry the session in which it was placed. */
  readonly session_id: string;
  /** When it happened. */
  readonly event_timestamp: string;
  /** As the customer was known at that time: name, e-mail and country may differ between events. */
  readonly customer: Customer;
  readonly session: { readonly channel: Channel; readonly device: Device };
}

export interface ProductView extends Envelope {
  readonly event_type: 'product_view';
  readonly product: Product;
}

export interface CartAdd extends Envelope {
  readonly event_type: 'cart_add';
  readonly cart: Cart;
}

export interface CheckoutStart extends Envelope {
  readonly event_type: 'checkout_start';
  readonly cart: Cart;
}

/** Sent by the shop's timer 30 minutes after the cart's last step. */
export interface CartAbandon extends Envelope {
  readonly event_type: 'cart_abandon';
  readonly cart: Cart;
  /** The last step that was taken. */
  readonly abandon_stage: 'cart' | 'checkout';
}

/** The last event that the customer's browser sends; what follows comes from the back office. */
export interface OrderCreate extends Envelope {
  readonly event_type: 'order_create';
  readonly order: Order & { readonly status: 'created' };
}

export interface OrderPaid extends Envelope {
  readonly event_type: 'order_paid';
  readonly order: Order & { readonly status: 'paid'; readonly paid_at: string };
}

export interface OrderFulfilled extends Envelope {
  readonly event_type: 'order_fulfilled';
  readonly order: Order & {
    readonly status: 'fulfilled';
    readonly paid_at: string;
    readonly fulfilled_at: string;
  };
}

export interface OrderCancelled extends Envelope {
  readonly event_type: 'order_cancelled';
  readonly order: Order & {
    readonly status: 'cancelled';
    readonly cancelled_at: string;
    readonly cancel_reason: CancelReason;
  };
}

export interface Customer {
  readonly customer_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Start of the first session; never changes. */
  readonly created_at: string;
}

export interface Product {
  /** `P001` to `P050`. */
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  /** Of one piece, before tax. */
  readonly price: number;
}

export interface Item {
  readonly product: Product;
  /** 1 or more. */
  readonly quantity: number;
}

export interface Cart {
  /** UUID. */
  readonly cart_id: string;
  /** The same product may stand on two lines. */
  readonly items: readonly Item[];
  readonly created_at: string;
}

export interface Order {
  /** UUID. */
  readonly order_id: string;
  readonly customer_id: string;
  /** The cart's, in its order. */
  readonly items: readonly Item[];
  /** Σ price × quantity. */
  readonly subtotal: number;
  /** subtotal × tax_rate, to the cent, half up. */
  readonly tax: number;
  /** Such as 0.19. */
  readonly tax_rate: number;
  readonly shipping: number;
  /** subtotal + tax + shipping. */
  readonly total_amount: number;
  readonly currency: 'USD';
  /** At this event. */
  readonly status: 'created' | 'paid' | 'fulfilled' | 'cancelled';
  readonly created_at: string;
  readonly payment_method: PaymentMethod;
  /** As it was when the order was placed. */
  readonly shipping_address: Address;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly postal_code: string;
  readonly country: string;
}

export type Channel = 'Google' | 'Direct' | 'Email' | 'Facebook' | 'Instagram' | 'TikTok';
export type Device = 'mobile' | 'desktop' | 'tablet';
export type Category = 'Electronics' | 'Clothing' | 'Home' | 'Sports' | 'Books';
export type PaymentMethod = 'card' | 'paypal' | 'bank_transfer';
export type CancelReason = 'payment_failed' | 'payment_expired' | 'customer_request';
