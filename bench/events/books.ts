import { z } from 'zod';

const amount = z.object({ count: z.number(), cents: z.number() });

/** What `lakehouse generate events --json` says of the shop's own books. */
const report = z.object({
  books: z.object({
    events: z.number(),
    by_type: z.record(z.string(), z.number()),
    sessions: z.object({
      ...{ started: z.number(), single_view: z.number(), by_new_customers: z.number() },
      ...{ reached_cart: z.number(), reached_checkout: z.number(), reached_order: z.number() },
    }),
    orders: z.record(z.string(), z.number()),
    abandoned: z.object({ cart: amount, checkout: amount }),
    ordered_cents: z.number(),
    fulfilled: z.object({
      ...{ subtotal_cents: z.number(), tax_cents: z.number() },
      ...{ shipping_cents: z.number(), revenue_cents: z.number() },
    }),
    days: z.record(z.string(), z.object({ revenue_by_order_day_cents: z.number() })),
    lines: z.object({
      ...{ total: z.number(), events: z.number(), duplicates: z.number(), future: z.number() },
      ...{ future_with_own_id: z.number(), malformed: z.number(), late: z.number() },
    }),
  }),
});

export type ReportedBooks = z.infer<typeof report>['books'];

export const booksOf = (json: string): ReportedBooks => report.parse(JSON.parse(json)).books;
