import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { generators, type GeneratedFile } from '../../../engine/generator';

const text = (file: GeneratedFile): string => [...file.chunks].join('');

function make(domain: string, options = { seed: 1, size: 400 }): Map<string, string> {
  const generator = generators[domain];
  if (!generator) throw new Error(`no generator for ${domain}`);
  return new Map(generator.files(options).map((file) => [file.path, text(file)]));
}

function rows(files: Map<string, string>, path: string): Record<string, string>[] {
  return parse(files.get(path) ?? '', { columns: true, bom: true, record_delimiter: ['\r\n', '\n'] });
}

const column = (records: Record<string, string>[], name: string): string[] =>
  records.map((record) => record[name] ?? '');

describe.each(Object.keys(generators))('%s', (domain) => {
  test('the same seed and size give the same bytes, another seed gives others', () => {
    const digest = (seed: number) =>
      createHash('sha256')
        .update(JSON.stringify([...make(domain, { seed, size: 50 })]))
        .digest('hex');
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });

  test('every CSV file parses with as many cells in each row as its header has', () => {
    for (const [path, content] of make(domain)) {
      if (!path.endsWith('.csv')) continue;
      expect(() => parse(content, { bom: true, record_delimiter: ['\r\n', '\n'] })).not.toThrow();
      expect(content.length).toBeGreaterThan(path.length);
    }
  });
});

describe('olist', () => {
  const files = make('olist');
  const orders = rows(files, 'olist_orders_dataset.csv');
  const items = rows(files, 'olist_order_items_dataset.csv');

  test('makes as many orders as asked for, each with a customer', () => {
    expect(orders).toHaveLength(400);
    const customers = new Set(column(rows(files, 'olist_customers_dataset.csv'), 'customer_id'));
    expect(customers.size).toBe(400);
    expect(column(orders, 'customer_id').every((id) => customers.has(id))).toBe(true);
  });

  test('items refer to orders, products and sellers that exist', () => {
    const known = (path: string, name: string) => new Set(column(rows(files, path), name));
    const products = known('olist_products_dataset.csv', 'product_id');
    const sellers = known('olist_sellers_dataset.csv', 'seller_id');
    const orderIds = new Set(column(orders, 'order_id'));
    for (const item of items) {
      expect(orderIds).toContain(item['order_id']);
      expect(products).toContain(item['product_id']);
      expect(sellers).toContain(item['seller_id']);
    }
  });

  test('payments of an order with items add up to its gross value to the cent', () => {
    const cents = (records: Record<string, string>[], names: string[]) => {
      const sums = new Map<string, number>();
      for (const record of records)
        for (const name of names)
          sums.set(
            record['order_id'] ?? '',
            (sums.get(record['order_id'] ?? '') ?? 0) + Math.round(Number(record[name]) * 100),
          );
      return sums;
    };
    const paid = cents(rows(files, 'olist_order_payments_dataset.csv'), ['payment_value']);
    const gross = cents(items, ['price', 'freight_value']);
    const different = [...gross].filter(([order, value]) => paid.has(order) && paid.get(order) !== value);
    expect(different).toEqual([]);
    expect(orders.length - paid.size).toBe(1);
  });

  test('has the defects of the source: orders without items, products without category, texts that need quotes', () => {
    expect(new Set(column(items, 'order_id')).size).toBeLessThan(400);
    expect(column(rows(files, 'olist_products_dataset.csv'), 'product_category_name')).toContain('');
    expect(files.get('olist_order_reviews_dataset.csv')).toMatch(/"[^"]*\n[^"]*"/);
    expect(files.get('product_category_name_translation.csv')?.startsWith('\uFEFF')).toBe(true);
    expect(files.get('product_category_name_translation.csv')?.endsWith('\n')).toBe(false);
  });
});

describe('crm_erp', () => {
  const files = make('crm_erp', { seed: 1, size: 3000 });
  const sales = rows(files, 'source_crm/sales_details.csv');
  const customers = rows(files, 'source_crm/cust_info.csv');

  test('makes as many order lines as asked for, unique by order and product', () => {
    expect(sales).toHaveLength(3000);
    expect(new Set(sales.map((line) => `${line['sls_ord_num']}/${line['sls_prd_key']}`)).size).toBe(3000);
  });

  test('lines refer to customers and products that exist', () => {
    const ids = new Set(column(customers, 'cst_id'));
    const keys = new Set(
      column(rows(files, 'source_crm/prd_info.csv'), 'prd_key').map((key) => key.slice(6)),
    );
    for (const line of sales) {
      expect(ids).toContain(line['sls_cust_id']);
      expect(keys).toContain(line['sls_prd_key']);
    }
  });

  test('has the defects of the source: blank and repeated customers, impossible dates, wrong amounts, CRLF', () => {
    expect(column(customers, 'cst_id').filter((id) => id === '')).toHaveLength(4);
    expect(new Set(column(customers, 'cst_id')).size).toBeLessThan(customers.length - 3);
    expect(column(sales, 'sls_order_dt').some((date) => date.length !== 8)).toBe(true);
    expect(column(sales, 'sls_sales').some((amount) => Number(amount) <= 0)).toBe(true);
    expect(column(rows(files, 'source_erp/CUST_AZ12.csv'), 'CID').some((id) => id.startsWith('NAS'))).toBe(
      true,
    );
    expect(files.get('source_crm/cust_info.csv')).toContain('\r\n');
  });
});

describe('retail', () => {
  const options = { seed: 1, size: 2500 };
  const files = make('retail', options);
  const products = rows(files, 'products.csv');
  const customers = rows(files, 'customers.csv');
  type Sale = Record<'sale_id' | 'customer_id' | 'product_id' | 'quantity' | 'sale_date', number | string>;
  const sales = (more: object): string => make('retail', { ...options, ...more }).get('sales.json') ?? '';
  const records = JSON.parse(sales({ shape: 'records' })) as Sale[];

  test('the three shapes of sales hold the same sales', () => {
    expect(records).toHaveLength(2500);
    expect(new Set(records.map(({ sale_id }) => sale_id)).size).toBe(2500);
    const lines = sales({ shape: 'lines' });
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Sale),
    ).toEqual(records);
    const columns = JSON.parse(sales({ shape: 'columns' })) as {
      [column in keyof Sale]: Record<string, unknown>;
    };
    expect(Object.keys(columns)).toEqual(Object.keys(records[0] ?? {}));
    for (const [name, values] of Object.entries(columns))
      expect(values).toEqual({ ...records.map((sale) => sale[name as keyof Sale]) });
  });

  test('dates are epoch milliseconds or ISO', () => {
    const iso = JSON.parse(sales({ shape: 'records', dates: 'iso' })) as Sale[];
    expect(iso.map(({ sale_date }) => Date.parse(String(sale_date)))).toEqual(
      records.map(({ sale_date }) => sale_date),
    );
    expect(iso[0]?.sale_date).toMatch(/^2025-\d\d-\d\d$/);
  });

  test('sales are of products that have a price, to customers that exist', () => {
    const priced = products.filter(({ price }) => Number(price) > 0);
    const ids = (of: Record<string, string>[], name: string) => new Set(column(of, name).map(Number));
    expect(ids(priced, 'product_id').size).toBe(priced.length);
    const known = [ids(priced, 'product_id'), ids(customers, 'customer_id')] as const;
    expect(records.every(({ product_id }) => known[0].has(Number(product_id)))).toBe(true);
    expect(records.every(({ customer_id }) => known[1].has(Number(customer_id)))).toBe(true);
  });

  test('has the defects of typed files: stray spaces, cases, invalid e-mails and prices, nothing sold', () => {
    expect(column(customers, 'name').some((name) => name !== name.trim())).toBe(true);
    expect(column(customers, 'country').some((country) => country === country.toUpperCase())).toBe(true);
    expect(column(customers, 'email').some((email) => !email.includes('@'))).toBe(true);
    expect(column(products, 'price').some((price) => Number(price) <= 0)).toBe(true);
    expect(records.some(({ quantity }) => quantity === 0)).toBe(true);
  });
});
