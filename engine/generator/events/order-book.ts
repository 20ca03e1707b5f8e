import type { Happening } from './event';

/** The columns of a line of the order book; amounts are whole cents. */
export const ORDER_COLUMNS = [
  ...['order_id', 'status', 'at', 'created_at', 'customer_id'],
  ...['subtotal_cents', 'tax_cents', 'shipping_cents', 'total_cents'],
] as const;

/** CSV of a step of an order: the last line of an order is how it ended. Undefined for all other events. */
export function orderLine({ event, order }: Happening): string | undefined {
  if (!order || !('order' in event)) return undefined;
  const { order_id, status, created_at, customer_id } = event.order;
  const { subtotal, tax, shipping, total } = order.amounts;
  return [
    ...[order_id, status, event.event_timestamp, created_at, customer_id],
    ...[subtotal, tax, shipping, total],
  ].join(',');
}
