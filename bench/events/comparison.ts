import { z } from 'zod';
import { query } from '../lakehouse/command';
import type { ReportedBooks } from './books';

export interface Comparison {
  readonly what: string;
  readonly expected: number;
  readonly found: number;
}

const account = z.object({
  ...{ dataset: z.string(), domain: z.string(), rows_in_files: z.number(), rows_rejected: z.number() },
  ...{ rows_in_bronze: z.number(), differences: z.array(z.string()), accepted: z.number().optional() },
  ...{ duplicates: z.number().optional(), superseded: z.number().optional() },
  ...{ quarantined: z.number().optional(), unresolved: z.number().optional() },
});

/** Every table that has revenue says the same, each counted for itself. */
const REVENUES = `
select
  (select sum(revenue) from gold_events.fct_orders) as fct_orders,
  (select sum(revenue) from gold_events.analytics_orders) as analytics_orders,
  (select sum(total_spent) from gold_events.dim_customers) as dim_customers,
  (select sum(total_spent) from gold_events.analytics_customer_summary) as analytics_customer_summary,
  (select sum(revenue) from gold_events.product_performance) as product_performance,
  (select sum(revenue) from gold_events.analytics_order_items) as analytics_order_items,
  (select sum(total_amount) from gold_events.fct_orders) as ordered,
  (select sum(tax) from gold_events.fct_orders where order_status = 'fulfilled') as tax,
  (select sum(shipping) from gold_events.fct_orders where order_status = 'fulfilled') as shipping`;

const FUNNEL = `
select sum(sessions) as started, sum(bounces) as single_view, sum(cart_sessions) as reached_cart,
  sum(checkout_sessions) as reached_checkout, sum(order_sessions) as reached_order
from gold_events.funnel_hourly`;

const ABANDONED = `
select abandon_stage as stage, sum(abandoned_carts) as n, sum(abandoned_value) as amount
from gold_events.cart_abandonment group by abandon_stage`;

/** The lines, counted anew and not taken from the accounting model. */
const LINES = `
select
  (select count(*) from bronze_events.events) as bronze,
  (select count(*) from silver_events.stg_events) as silver,
  (select count(*) from silver_events.stg_events__quarantine) as quarantine,
  (select count(*) from bronze.load_errors where domain = 'events') as load_errors,
  (select count(*) - count(distinct event_id) from silver_events.stg_events__copies
   where quarantine_reason is null) as duplicates`;

const cents = (amount: unknown): number => Math.round(Number(amount ?? 0) * 100);

/** The figures of the books, each with what the lakehouse has. */
export async function compared(
  home: string,
  books: ReportedBooks,
  reconciled: string,
): Promise<readonly Comparison[]> {
  const [lines = {}] = await query(home, LINES);
  const [revenues = {}] = await query(home, REVENUES);
  const [funnel = {}] = await query(home, FUNNEL);
  return [
    ...lineFigures(books, lines, reconciled),
    ...(await groups(home, 'orders', books.orders, ORDERS)),
    ...(await groups(home, 'events', books.by_type, TYPES)),
    ...(['started', 'single_view', 'reached_cart', 'reached_checkout', 'reached_order'] as const).map(
      (name) => ({
        what: `sessions: ${name}`,
        expected: books.sessions[name],
        found: Number(funnel[name.toLowerCase()]),
      }),
    ),
    ...(await abandonment(home, books)),
    ...revenueFigures(books, revenues),
    ...(await days(home, books)),
  ];
}

function lineFigures(
  { lines }: ReportedBooks,
  counted: Readonly<Record<string, unknown>>,
  reconciled: string,
): readonly Comparison[] {
  const events = z
    .array(account)
    .parse(JSON.parse(reconciled))
    .find(({ domain, dataset }) => domain === 'events' && dataset === 'events');
  if (!events) throw new Error('reconcile says nothing of events');
  const { accepted = 0, duplicates = 0, superseded = 0, quarantined = 0, unresolved = 0 } = events;
  const of = (name: string): number => Number(counted[name]);
  return [
    { what: 'lines in the files', expected: lines.total, found: events.rows_in_files },
    { what: 'reconcile: accepted', expected: lines.events, found: accepted },
    { what: 'reconcile: duplicates', expected: lines.duplicates, found: duplicates },
    { what: 'reconcile: superseded', expected: 0, found: superseded },
    {
      what: 'reconcile: quarantined',
      expected: lines.future + lines.malformed,
      found: quarantined + events.rows_rejected,
    },
    {
      what: 'reconcile: of them unresolved',
      expected: lines.future_with_own_id + lines.malformed,
      found: unresolved + events.rows_rejected,
    },
    { what: 'reconcile: differences', expected: 0, found: events.differences.length },
    { what: 'lines counted in bronze', expected: lines.total, found: of('bronze') + of('load_errors') },
    {
      what: 'silver + quarantine + load errors + duplicates',
      expected: lines.total,
      found: of('silver') + of('quarantine') + of('load_errors') + of('duplicates'),
    },
  ];
}

const ORDERS = 'select order_status as name, count(*) as n from gold_events.fct_orders group by order_status';
const TYPES = 'select event_type as name, count(*) as n from silver_events.stg_events group by event_type';

async function groups(
  home: string,
  kind: string,
  expected: Readonly<Record<string, number>>,
  sql: string,
): Promise<readonly Comparison[]> {
  const found = new Map((await query(home, sql)).map(({ name, n }) => [String(name), Number(n)]));
  const names = new Set([...Object.keys(expected), ...found.keys()]);
  return [...names].map((name) => ({
    what: `${kind}: ${name}`,
    expected: expected[name] ?? 0,
    found: found.get(name) ?? 0,
  }));
}

async function abandonment(home: string, { abandoned }: ReportedBooks): Promise<readonly Comparison[]> {
  const rows = await query(home, ABANDONED);
  return (['cart', 'checkout'] as const).flatMap((stage) => {
    const row = rows.find((one) => one['stage'] === stage);
    return [
      {
        what: `carts left at ${stage}`,
        expected: abandoned[stage].count,
        found: Number(row?.['n'] ?? 0),
      },
      {
        what: `carts left at ${stage}, cents`,
        expected: abandoned[stage].cents,
        found: cents(row?.['amount']),
      },
    ];
  });
}

function revenueFigures(
  { fulfilled, ordered_cents }: ReportedBooks,
  found: Readonly<Record<string, unknown>>,
): readonly Comparison[] {
  const { revenue_cents, subtotal_cents, tax_cents, shipping_cents } = fulfilled;
  const expected = {
    ...{ fct_orders: revenue_cents, analytics_orders: revenue_cents, dim_customers: revenue_cents },
    ...{ analytics_customer_summary: revenue_cents, product_performance: subtotal_cents },
    ...{ analytics_order_items: subtotal_cents, ordered: ordered_cents },
    ...{ tax: tax_cents, shipping: shipping_cents },
  };
  return Object.entries(expected).map(([name, amount]) => ({
    what: `revenue in cents: ${name}`,
    expected: amount,
    found: cents(found[name]),
  }));
}

/** Days on which the revenue by day of order is the books'. */
async function days(home: string, { days: expected }: ReportedBooks): Promise<readonly Comparison[]> {
  const rows = await query(
    home,
    'select order_date::varchar as day, sum(revenue) as revenue from gold_events.fct_orders group by order_date',
  );
  const found = new Map(rows.map(({ day, revenue }) => [String(day), cents(revenue)]));
  const same = Object.entries(expected).filter(
    ([day, { revenue_by_order_day_cents: amount }]) => (found.get(day) ?? 0) === amount,
  );
  return [{ what: 'days with their revenue', expected: Object.keys(expected).length, found: same.length }];
}
