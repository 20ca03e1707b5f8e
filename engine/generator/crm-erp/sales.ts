import { Random } from '../random';
import { day, isoDate } from '../text';
import type { GeneratorOptions } from '../types';
import { customersFor, FIRST_CUSTOMER, productAt, productsFor } from './population';

const compact = (days: number): string => isoDate(days).replaceAll('-', '');

/** What the source does to the amount of a line: nothing, or one of its known defects. */
const defects = [
  ['none', 9950],
  ['sales missing', 15],
  ['sales zero', 5],
  ['sales negative', 10],
  ['price missing', 15],
  ['price negative', 5],
] as const;

function amounts(random: Random, quantity: number, price: number): string {
  const right = quantity * price;
  const defect = random.weighted(defects);
  switch (defect) {
    case 'none':
      return `${right},${quantity},${price}`;
    case 'sales missing':
      return `,${quantity},${price}`;
    case 'sales zero':
      return `0,${quantity},${price}`;
    case 'sales negative':
      return `${-right},${quantity},${price}`;
    case 'price missing':
      return `${right},${quantity},`;
    case 'price negative':
      return `${right},${quantity},${-price}`;
  }
}

/** Exactly `size` order lines, one to four an order, each of another product. Some order dates are no dates. */
export function* salesLines({ seed, size }: GeneratorOptions): Generator<string> {
  const products = productsFor(size);
  let made = 0;
  for (let order = 0; made < size; order++) {
    const random = new Random(seed, 'sale', order);
    const customer = FIRST_CUSTOMER + random.int(0, customersFor(size) - 1);
    const ordered = day('2011-01-10') + Math.floor((made * 1100) / size);
    const date = random.chance(0.002) ? random.pick(['0', '7312', '20988']) : compact(ordered);
    const first = random.int(0, products - 1);
    const count = Math.min(
      random.weighted([
        [1, 50],
        [2, 25],
        [3, 15],
        [4, 10],
      ] as const),
      size - made,
    );
    for (let line = 0; line < count; line++, made++) {
      const product = productAt((first + line) % products, seed);
      const quantity = random.weighted([
        [1, 97],
        [2, 2],
        [4, 1],
      ] as const);
      yield [
        `SO${70_001 + order}`,
        ...[product.key, customer, date, compact(ordered + 7), compact(ordered + 12)],
        amounts(random, quantity, product.price),
      ].join(',');
    }
  }
}
