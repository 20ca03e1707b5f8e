import type { Line } from './course';
import type { Country } from './vocabulary';

/** What an order costs, in cents. */
export interface Amounts {
  readonly subtotal: number;
  readonly tax: number;
  readonly shipping: number;
  readonly total: number;
}

/** Orders from here on are sent free of charge. */
const FREE_SHIPPING = 7500;

/** Tax is rounded half up, in whole numbers: no product of fractions decides a cent. */
export function amountsOf(lines: readonly Line[], country: Country): Amounts {
  const subtotal = lines.reduce((sum, { stocked, quantity }) => sum + stocked.cents * quantity, 0);
  const tax = Math.floor((subtotal * country.taxPercent + 50) / 100);
  const shipping = subtotal >= FREE_SHIPPING ? 0 : country.shippingCents;
  return { subtotal, tax, shipping, total: subtotal + tax + shipping };
}
