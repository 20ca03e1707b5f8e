import { Random } from '../random';
import { isoSecond, lines, money, times } from '../text';
import type { GeneratedFile, DomainGenerator, GeneratorOptions } from '../types';
import { type Order, orderAt, population } from './order';
import { categories, cities, comments } from './vocabulary';

/** The source quotes text only where it has to, or where it begins with a digit (it would lose leading zeros). */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const needsQuotes = /[",\r\n]/.test(value) || (/^\d/.test(value) && !/^\d{4}-|\.\d\d$/.test(value));
  return needsQuotes ? `"${value.replaceAll('"', '""')}"` : value;
}

const row = (...cells: readonly (string | number | undefined)[]): string => cells.map(cell).join(',');
const header = (...names: readonly string[]): string => names.map((name) => `"${name}"`).join(',');
const time = (seconds: number | undefined) => (seconds === undefined ? undefined : isoSecond(seconds));

function file(path: string, head: string, rows: Iterable<string>): GeneratedFile {
  return {
    path,
    chunks: lines(
      (function* () {
        yield head;
        yield* rows;
      })(),
    ),
  };
}

/** Zip prefixes keep their leading zeros; neighbours share a city. */
function zipAt(index: number, seed: number) {
  const city = new Random(seed, 'zip-city', Math.floor(index / 3)).pick(cities);
  return { prefix: String(1001 + index * 7).padStart(5, '0'), city };
}

function* orders(options: GeneratorOptions): Generator<Order> {
  yield* times(options.size, (index) => orderAt(index, options));
}

function* perOrder(options: GeneratorOptions, rows: (order: Order) => Iterable<string>): Generator<string> {
  for (const order of orders(options)) yield* rows(order);
}

function customer(order: Order, options: GeneratorOptions): string {
  const person = new Random(options.seed, 'person', order.person);
  const moved = person.chance(0.1) ? order.purchased % 3 : 0;
  const zip = zipAt(
    (person.int(0, population(options).zips - 1) + moved) % population(options).zips,
    options.seed,
  );
  return row(order.customerId, person.id, zip.prefix, zip.city[0], zip.city[1]);
}

function product(index: number, seed: number): string {
  const random = new Random(seed, 'product', index);
  const size = () => random.int(5, 60);
  if (index === 5 || random.chance(0.02))
    return row(random.id, ...Array<undefined>(4), random.int(50, 9000), size(), size(), size());
  return row(
    random.id,
    random.pick(categories)[0],
    random.int(20, 60),
    random.int(100, 3000),
    random.int(1, 6),
    random.int(50, 9000),
    size(),
    size(),
    size(),
  );
}

function* review(order: Order, options: GeneratorOptions): Generator<string> {
  const random = new Random(options.seed, 'review', order.purchased % options.size);
  const own = new Random(options.seed, `review of ${order.id}`, 0);
  if (own.chance(0.02)) return;
  const created = Math.floor((order.delivered ?? order.promised) / 86_400) * 86_400;
  const score = own.weighted([
    [5, 57],
    [4, 19],
    [3, 8],
    [2, 3],
    [1, 13],
  ] as const);
  const text = own.chance(0.4) ? own.pick(comments) : undefined;
  // Now and then one review id serves two orders, as in the source.
  yield row(
    own.chance(0.005) ? random.id : own.id,
    order.id,
    score,
    own.chance(0.1) ? 'recomendo' : undefined,
    text,
    time(created),
    time(created + own.int(3600, 300_000)),
  );
}

function geolocation(index: number, options: GeneratorOptions): string {
  const random = new Random(options.seed, 'geolocation', index);
  const { prefix, city } = zipAt(index % population(options).zips, options.seed);
  // A few points lie outside Brazil.
  const shift = random.chance(0.0005) ? 40 : 0;
  const near = (degrees: number) => (degrees + shift + random.int(-40_000, 40_000) / 1_000_000).toFixed(12);
  return `"${prefix}",${near(city[2])},${near(city[3])},${city[0]},${city[1]}`;
}

function files(options: GeneratorOptions): readonly GeneratedFile[] {
  const { seed, size } = options;
  const { products, sellers, zips } = population(options);
  return [
    file(
      'olist_customers_dataset.csv',
      header(
        'customer_id',
        'customer_unique_id',
        'customer_zip_code_prefix',
        'customer_city',
        'customer_state',
      ),
      perOrder(options, (order) => [customer(order, options)]),
    ),
    file(
      'olist_orders_dataset.csv',
      header(
        ...['order_id', 'customer_id', 'order_status', 'order_purchase_timestamp', 'order_approved_at'],
        ...['order_delivered_carrier_date', 'order_delivered_customer_date', 'order_estimated_delivery_date'],
      ),
      perOrder(options, (o) => [
        row(
          ...[o.id, o.customerId, o.status, time(o.purchased), time(o.approved)],
          ...[time(o.carrier), time(o.delivered), time(o.promised)],
        ),
      ]),
    ),
    file(
      'olist_order_items_dataset.csv',
      header(
        'order_id',
        'order_item_id',
        'product_id',
        'seller_id',
        'shipping_limit_date',
        'price',
        'freight_value',
      ),
      perOrder(options, (order) =>
        order.items.map((item, index) =>
          row(
            ...[order.id, index + 1, new Random(seed, 'product', item.product).id],
            ...[new Random(seed, 'seller', item.seller).id, time(order.purchased + 6 * 86_400)],
            ...[money(item.priceCents), money(item.freightCents)],
          ),
        ),
      ),
    ),
    file(
      'olist_order_payments_dataset.csv',
      header('order_id', 'payment_sequential', 'payment_type', 'payment_installments', 'payment_value'),
      perOrder(options, (order) =>
        order.payments.map((payment, index) =>
          row(order.id, index + 1, payment.type, payment.installments, money(payment.cents)),
        ),
      ),
    ),
    file(
      'olist_order_reviews_dataset.csv',
      header(
        ...['review_id', 'order_id', 'review_score', 'review_comment_title', 'review_comment_message'],
        ...['review_creation_date', 'review_answer_timestamp'],
      ),
      perOrder(options, (order) => review(order, options)),
    ),
    file(
      'olist_products_dataset.csv',
      header(
        ...['product_id', 'product_category_name', 'product_name_lenght', 'product_description_lenght'],
        ...[
          'product_photos_qty',
          'product_weight_g',
          'product_length_cm',
          'product_height_cm',
          'product_width_cm',
        ],
      ),
      times(products, (index) => product(index, seed)),
    ),
    file(
      'olist_sellers_dataset.csv',
      header('seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state'),
      times(sellers, (index) => {
        const random = new Random(seed, 'seller', index);
        const { prefix, city } = zipAt(random.int(0, zips - 1), seed);
        return row(random.id, prefix, city[0], city[1]);
      }),
    ),
    file(
      'olist_geolocation_dataset.csv',
      header(
        ...['geolocation_zip_code_prefix', 'geolocation_lat', 'geolocation_lng'],
        ...['geolocation_city', 'geolocation_state'],
      ),
      times(size * 10, (index) => geolocation(index, options)),
    ),
    {
      path: 'product_category_name_translation.csv',
      chunks: lines(
        [
          '\uFEFFproduct_category_name,product_category_name_english',
          ...categories.flatMap(([name, english]) => (english ? [`${name},${english}`] : [])),
        ],
        { finalNewline: false },
      ),
    },
  ];
}

/** The nine files of the Brazilian marketplace data set, in its shape, with invented content. */
export const olist: DomainGenerator = { unit: 'orders', defaultSize: 2000, files };
