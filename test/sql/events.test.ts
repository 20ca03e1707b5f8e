import { gzipSync } from 'node:zlib';
import { BookKeeper, EventStream, type Arrival } from '../../engine/generator/events';
import { mistakes, openDomain, type OpenDomain } from './built-domain';

const opened = Date.parse('2026-01-05T08:00:00Z');
const trouble = {
  ...{ duplicates: 0.05, late: 0.05, outOfOrder: 0.05, future: 0.02 },
  ...{ unknown: 0.02, newFields: 0.05, missing: 0.02, malformed: 0.02 },
};

/** A key as Firehose writes it. */
function deliveryKey(at: Date, part: number): string {
  const [day = '', hour = ''] = [at.toISOString().slice(0, 10), at.toISOString().slice(11, 13)];
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return `bronze/events/dt=${day}/hour=${hour}/shop-events-1-${stamp}-${String(part).padStart(8, '0')}.json.gz`;
}

/** Lines are delivered in the order of their arrival, so many a file. */
async function deliver(domain: OpenDomain, arrivals: readonly Arrival[], lines: number): Promise<void> {
  for (let from = 0; from < arrivals.length; from += lines) {
    const part = arrivals.slice(from, from + lines);
    const at = new Date(part.at(-1)?.at ?? opened);
    const text = part.map(({ text: line }) => `${line}\n`).join('');
    await domain.land(deliveryKey(at, from), gzipSync(text), at);
  }
}

describe('a troubled stream in three runs', () => {
  let domain: OpenDomain;
  const keeper = new BookKeeper();
  const wrong: (readonly string[])[] = [];
  beforeAll(async () => {
    domain = await openDomain('events');
    const stream = new EventStream({ shop: { seed: 7, opened, sessions: 150 }, trouble }, undefined, (what) =>
      keeper.happened(what),
    );
    const arrivals = [...stream.until(Infinity)];
    for (const arrival of arrivals) keeper.arrived(arrival);
    const third = Math.ceil(arrivals.length / 3);
    for (let from = 0; from < arrivals.length; from += third) {
      await deliver(domain, arrivals.slice(from, from + third), 40);
      wrong.push(mistakes(await domain.run()));
    }
  });
  afterAll(() => domain.close());

  test('passes every test of the models in each run', () => {
    expect(wrong).toEqual([[], [], []]);
  });

  test('accounts for every line', async () => {
    const { lines } = keeper.books;
    const [account] = await domain.rows('select * from @row_accounting');
    const missing = lines.missingEventId + lines.missingSessionId + lines.missingEventTimestamp;
    expect(account).toMatchObject({
      bronze_rows: lines.total,
      accepted: lines.events,
      duplicates: lines.duplicates,
      superseded: 0,
      quarantined: lines.future + lines.unknown + lines.malformed + missing,
      unresolved: lines.futureWithOwnId + lines.unknown + lines.malformed + lines.missingEventId,
    });
  });

  test('sets each bad line aside for its own reason', async () => {
    const { lines } = keeper.books;
    const found = await domain.rows(
      'select reason, count(*) as n from @stg_events__quarantine group by reason',
    );
    const reasons = {
      'ahead of its file': lines.future,
      'unknown event_type': lines.unknown,
      'not a JSON object': lines.malformed,
      'no event_id': lines.missingEventId,
      'no session_id': lines.missingSessionId,
      'no event_timestamp': lines.missingEventTimestamp,
    };
    expect(Object.fromEntries(found.map(({ reason, n }) => [reason, n]))).toEqual(
      Object.fromEntries(Object.entries(reasons).filter(([, n]) => n > 0)),
    );
  });

  test("shows the shop's own revenue, to the cent, in every table that has it", async () => {
    const { fulfilled, orderedCents } = keeper.books;
    const [totals] = await domain.rows(`
      select
        (select sum(revenue) from @fct_orders) as orders,
        (select sum(revenue) from @analytics_orders) as analytics_orders,
        (select sum(total_spent) from @dim_customers) as customers,
        (select sum(total_spent) from @analytics_customer_summary) as customer_summary,
        (select sum(revenue) from @product_performance) as products,
        (select sum(revenue) from @analytics_order_items) as lines,
        (select sum(total_amount) from @fct_orders) as ordered`);
    const cents = Object.fromEntries(
      Object.entries(totals ?? {}).map(([name, amount]) => [name, Math.round(Number(amount) * 100)]),
    );
    expect(cents).toEqual({
      orders: fulfilled.revenueCents,
      analytics_orders: fulfilled.revenueCents,
      customers: fulfilled.revenueCents,
      customer_summary: fulfilled.revenueCents,
      products: fulfilled.subtotalCents,
      lines: fulfilled.subtotalCents,
      ordered: orderedCents,
    });
  });

  test('has the orders, the sessions and the abandoned carts of the books', async () => {
    const { orders, sessions, abandoned } = keeper.books;
    const byStatus = await domain.rows('select order_status, count(*) as n from @fct_orders group by 1');
    expect(Object.fromEntries(byStatus.map(({ order_status, n }) => [order_status, n]))).toEqual(
      Object.fromEntries(Object.entries(orders).filter(([, n]) => n > 0)),
    );
    const [funnel] = await domain.rows(`
      select sum(sessions) as started, sum(bounces) as bounces, sum(cart_sessions) as carts,
        sum(checkout_sessions) as checkouts, sum(order_sessions) as orders
      from @funnel_hourly`);
    expect(funnel).toEqual({
      started: sessions.started,
      bounces: sessions.singleView,
      carts: sessions.reachedCart,
      checkouts: sessions.reachedCheckout,
      orders: sessions.reachedOrder,
    });
    const [customers] = await domain.rows('select count(*) as n from @dim_customers');
    expect(customers).toEqual({ n: sessions.byNewCustomers });
    const stages = await domain.rows(`
      select abandon_stage, sum(abandoned_carts) as n, sum(abandoned_value) as amount
      from @cart_abandonment group by abandon_stage`);
    expect(
      Object.fromEntries(
        stages.map(({ abandon_stage, n, amount }) => [
          abandon_stage,
          { count: n, cents: Math.round(Number(amount) * 100) },
        ]),
      ),
    ).toEqual(abandoned);
  });

  test('loses nothing of a payload, fields that nobody announced among them', async () => {
    const [kept] = await domain.rows(
      'select count_if(payload:context is not null) as n, count(payload) as events from @stg_events',
    );
    expect(kept).toEqual({ n: keeper.books.lines.withNewFields, events: keeper.books.events });
  });
});
