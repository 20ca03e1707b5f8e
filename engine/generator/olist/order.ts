import { Random } from '../random';
import { day } from '../text';
import type { GeneratorOptions } from '../types';

export interface Item {
  readonly product: number;
  readonly seller: number;
  readonly priceCents: number;
  readonly freightCents: number;
}

export interface Payment {
  readonly type: string;
  readonly installments: number;
  readonly cents: number;
}

/** One order with all that other files say of it. Times are seconds since the epoch. */
export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly person: number;
  readonly status: string;
  readonly purchased: number;
  readonly approved: number | undefined;
  readonly carrier: number | undefined;
  readonly delivered: number | undefined;
  readonly promised: number;
  readonly items: readonly Item[];
  readonly payments: readonly Payment[];
}

const firstDay = day('2017-01-05');
const days = 600;

const statuses = [
  ['delivered', 970],
  ['shipped', 11],
  ['canceled', 6],
  ['unavailable', 5],
  ['invoiced', 3],
  ['processing', 3],
  ['approved', 1],
  ['created', 1],
] as const;

/** How many products, sellers and zip prefixes go with a number of orders. */
export const population = ({ size }: GeneratorOptions) => ({
  products: Math.max(20, Math.ceil(size / 3)),
  sellers: Math.max(5, Math.ceil(size / 32)),
  zips: Math.max(40, Math.ceil(size / 5)),
});

function makeItems(random: Random, options: GeneratorOptions): Item[] {
  const { products, sellers } = population(options);
  const count = random.weighted([
    [1, 88],
    [2, 8],
    [3, 3],
    [5, 1],
  ] as const);
  const product = random.int(0, products - 1);
  return Array.from({ length: count }, () => {
    const own = new Random(options.seed, 'product', product);
    return {
      product,
      seller: product % sellers,
      priceCents: own.int(500, 40_000),
      freightCents: random.int(0, 5_000),
    };
  });
}

function makePayments(random: Random, due: number): Payment[] {
  const type = random.weighted([
    ['credit_card', 74],
    ['boleto', 19],
    ['voucher', 5],
    ['debit_card', 2],
  ] as const);
  const installments = type === 'credit_card' ? random.int(1, 10) : 1;
  if (type !== 'voucher' || due < 200) return [{ type, installments, cents: due }];
  const first = random.int(1, due - 1);
  return [
    { type, installments, cents: first },
    { type: 'credit_card', installments: 1, cents: due - first },
  ];
}

/** The order at an index: the same whichever file asks for it. */
export function orderAt(index: number, options: GeneratorOptions): Order {
  const random = new Random(options.seed, 'order', index);
  const status = random.weighted(statuses);
  const purchased = (firstDay + Math.floor((index * days) / options.size)) * 86_400 + random.int(0, 86_399);
  const hour = 3600;
  const approved = status === 'created' ? undefined : purchased + random.int(1, 30) * hour;
  const shipped = status === 'delivered' || status === 'shipped';
  const carrier = shipped && approved ? approved + random.int(5, 96) * hour : undefined;
  const arrived = status === 'delivered' && carrier ? carrier + random.int(24, 480) * hour : undefined;
  // A few delivered orders never got their delivery time, as in the source system.
  const delivered = random.chance(0.002) ? undefined : arrived;
  const withoutItems = status === 'unavailable' || (status === 'canceled' && random.chance(0.4));
  const items = withoutItems ? [] : makeItems(random, options);
  const gross = items.reduce((sum, item) => sum + item.priceCents + item.freightCents, 0);
  const payments =
    index === 7
      ? []
      : status === 'canceled' && items.length === 0
        ? [{ type: 'not_defined', installments: 1, cents: 0 }]
        : makePayments(random, gross || random.int(1000, 20_000));
  return {
    id: random.id,
    customerId: new Random(options.seed, 'customer', index).id,
    person: random.chance(0.05) ? random.int(0, index) : index,
    status,
    purchased,
    approved,
    carrier,
    delivered,
    promised: (Math.floor(purchased / 86_400) + random.int(10, 35)) * 86_400,
    items,
    payments,
  };
}
