import { Random } from '../random';
import { day, isoDate, times } from '../text';
import type { GeneratorOptions, SalesShape } from '../types';

export const customersFor = (size: number): number => Math.max(10, Math.ceil(size / 5));
export const productsFor = (size: number): number => Math.min(500, Math.max(8, Math.ceil(size / 25)));

interface Sale {
  readonly sale_id: number;
  readonly customer_id: number;
  readonly product_id: number;
  readonly quantity: number;
  readonly sale_date: number | string;
}

const columns = ['sale_id', 'customer_id', 'product_id', 'quantity', 'sale_date'] as const;

/** The sale at an index, whichever column asks for it. Now and then nothing was sold. */
function saleAt(index: number, options: GeneratorOptions): Sale {
  const { seed, size, dates = 'epoch' } = options;
  const random = new Random(seed, 'retail sale', index);
  const date = day('2025-01-01') + random.int(0, 282);
  return {
    sale_id: index + 1,
    customer_id: random.int(1, customersFor(size)),
    product_id: random.int(1, productsFor(size)),
    quantity: random.chance(0.005) ? 0 : random.int(1, 5),
    sale_date: dates === 'epoch' ? date * 86_400_000 : isoDate(date),
  };
}

/** `{"sale_id":{"0":1,…},"customer_id":{…},…}`, as a data frame writes itself: column after column. */
function* asColumns(options: GeneratorOptions): Generator<string> {
  for (const [at, column] of columns.entries()) {
    yield `${at === 0 ? '{' : ','}"${column}":{`;
    for (const index of times(options.size, (one) => one)) {
      yield `${index === 0 ? '' : ','}"${index}":${JSON.stringify(saleAt(index, options)[column])}`;
    }
    yield '}';
  }
  yield '}';
}

function* asRecords(options: GeneratorOptions): Generator<string> {
  yield '[';
  for (const sale of times(options.size, (index) => saleAt(index, options)))
    yield `${sale.sale_id === 1 ? '' : ','}\n  ${JSON.stringify(sale)}`;
  yield '\n]\n';
}

function* asLines(options: GeneratorOptions): Generator<string> {
  for (const sale of times(options.size, (index) => saleAt(index, options)))
    yield `${JSON.stringify(sale)}\n`;
}

/** The text of `sales.json` in one of its shapes. */
export function salesText(shape: SalesShape, options: GeneratorOptions): Iterable<string> {
  switch (shape) {
    case 'columns':
      return asColumns(options);
    case 'records':
      return asRecords(options);
    case 'lines':
      return asLines(options);
  }
}
