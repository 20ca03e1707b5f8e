import { createHash } from 'node:crypto';
import { batchKey } from '../../engine/landing/keys';
import { mistakes, openDomain, type OpenDomain } from './built-domain';

interface Sale {
  readonly sale_id: number;
  readonly customer_id: number;
  readonly product_id: number;
  readonly quantity: number;
  readonly sale_date: number | string;
}

const sales: readonly Sale[] = [
  { sale_id: 1, customer_id: 1, product_id: 1, quantity: 2, sale_date: Date.parse('2025-12-24T00:00:00Z') },
  { sale_id: 2, customer_id: 2, product_id: 1, quantity: 1, sale_date: '2026-02-01' },
  { sale_id: 3, customer_id: 2, product_id: 2, quantity: 3, sale_date: '2026-02-10T10:30:00Z' },
];

/** The shapes in which the same sales come. */
const shapes: readonly (readonly [name: string, extension: string, text: string])[] = [
  ['one column-oriented object', '.json', JSON.stringify(columnOriented(sales))],
  ['an array of records, printed over many lines', '.json', JSON.stringify(sales, undefined, 2)],
  ['newline-delimited records', '.json', sales.map((sale) => JSON.stringify(sale)).join('\n')],
];

function columnOriented(records: readonly Sale[]): Record<string, Record<string, unknown>> {
  const columns: Record<string, Record<string, unknown>> = {};
  records.forEach((record, index) => {
    for (const [name, value] of Object.entries(record)) (columns[name] ??= {})[String(index)] = value;
  });
  return columns;
}

async function land(
  domain: OpenDomain,
  dataset: string,
  day: string,
  extension: string,
  text: string,
): Promise<void> {
  const extractedAt = new Date(`${day}T00:00:00Z`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await domain.land(
    batchKey({ domain: 'retail', dataset }, { extractedAt, sha256, extension }),
    Buffer.from(text),
    extractedAt,
  );
}

const customers = 'customer_id,name,country,email\n1,ann lee,peru,ANN@example.com\n2,bob ray,chile,bob@\n';
const products = 'product_id,name,category,price\n1,him,Sports,10.00\n2,stage,Sports,2.50\n';

describe('the same sales in three shapes', () => {
  let domain: OpenDomain;
  const shaped = async (shape: number): Promise<void> => {
    const [, extension, text] = shapes[shape] ?? fail(shape);
    await land(domain, 'sales', `2026-02-1${shape + 1}`, extension, text);
  };
  const sold = (): Promise<unknown> =>
    domain.rows('select sale_id, sale_date, quantity, unit_price, sales_amount from @fct_sales order by 1');
  beforeAll(async () => {
    domain = await openDomain('retail');
    await land(domain, 'customers', '2026-01-01', '.csv', customers);
    await land(domain, 'products', '2026-01-01', '.csv', products);
  });
  afterAll(() => domain.close());

  test('are the same sales, each once, at the prices of their time', async () => {
    for (const shape of [0, 1, 2]) {
      await shaped(shape);
      expect(mistakes(await domain.run())).toEqual([]);
      expect(await sold()).toEqual([
        { sale_id: '1', sale_date: '2025-12-24', quantity: 2, unit_price: 10, sales_amount: 20 },
        { sale_id: '2', sale_date: '2026-02-01', quantity: 1, unit_price: 10, sales_amount: 10 },
        { sale_id: '3', sale_date: '2026-02-10', quantity: 3, unit_price: 2.5, sales_amount: 7.5 },
      ]);
    }
    expect(await domain.rows("select * from @row_accounting where dataset = 'sales'")).toMatchObject([
      { bronze_rows: 7, records: 9, accepted: 3, duplicates: 6, superseded: 0, quarantined: 0 },
    ]);
  });

  test('take a price list and a move that arrive late, and join without fanning out', async () => {
    await land(domain, 'products', '2026-02-05', '.csv', products.replace('2.50', '3.00'));
    await land(domain, 'customers', '2026-02-05', '.csv', customers.replace('chile', 'peru'));
    expect(mistakes(await domain.run())).toEqual([]);
    expect(await sold()).toEqual([
      { sale_id: '1', sale_date: '2025-12-24', quantity: 2, unit_price: 10, sales_amount: 20 },
      { sale_id: '2', sale_date: '2026-02-01', quantity: 1, unit_price: 10, sales_amount: 10 },
      { sale_id: '3', sale_date: '2026-02-10', quantity: 3, unit_price: 3, sales_amount: 9 },
    ]);
    expect(
      await domain.rows('select country, sales, customers, sales_amount from @sales_by_country'),
    ).toEqual([{ country: 'PERU', sales: 3, customers: 2, sales_amount: 39 }]);
  });
});

function fail(shape: number): never {
  throw new Error(`no shape ${shape}`);
}
