import { Random } from '../random';
import { day, isoDate, lines, times } from '../text';
import type { DomainGenerator, GeneratedFile, GeneratorOptions } from '../types';
import { salesLines } from './sales';
import { customersFor, FIRST_CUSTOMER, productAt, productsFor } from './population';
import { categories, countries, firstNames, lastNames } from './vocabulary';

function file(path: string, head: string, rows: Iterable<string>, finalNewline = true): GeneratedFile {
  const all = function* () {
    yield head;
    yield* rows;
  };
  return { path, chunks: lines(all(), { newline: '\r\n', finalNewline }) };
}

/** Names come with stray spaces; some customers are sent twice, the later row complete; some rows have no id. */
function* crmCustomers({ seed, size }: GeneratorOptions): Generator<string> {
  for (let index = 0; index < customersFor(size); index++) {
    const random = new Random(seed, 'crm customer', index);
    const id = FIRST_CUSTOMER + index;
    const key = `AW000${id}`;
    const space = () => (random.chance(0.05) ? ' ' : '');
    const name = `${space()}${random.pick(firstNames)},${random.pick(lastNames)}${space()}`;
    const created = day('2025-09-01') + (index % 100);
    const status = random.pick(['M', 'S']);
    const gender = random.weighted([
      ['M', 40],
      ['F', 38],
      ['', 22],
    ] as const);
    if (index % 400 === 17) yield `${id},${key},${name},,,${isoDate(created)}`;
    yield `${id},${key},${name},${status},${gender},${isoDate(created + (index % 400 === 17 ? 2 : 0))}`;
  }
  for (const key of ['QX210', 'TMP7', '99887766', 'Z09Test']) yield `,${key},,,,,`;
}

/** Product versions; an end date in the source is often before the start, and must be recomputed. */
function* crmProducts({ seed, size }: GeneratorOptions): Generator<string> {
  let id = 400;
  for (let index = 0; index < productsFor(size); index++) {
    const product = productAt(index, seed);
    const random = new Random(seed, 'crm product', index);
    const versions = random.weighted([
      [1, 75],
      [2, 15],
      [3, 10],
    ] as const);
    for (let version = 0; version < versions; version++) {
      const start = day('2011-07-01') + version * 365;
      const end = version + 1 < versions ? isoDate(start - 185) : '';
      const cost = random.chance(0.01) ? '' : String(Math.floor(product.price * 0.6) + version);
      yield `${id++},${product.sourceKey},${product.name},${cost},${product.line},${isoDate(start)},${end}`;
    }
  }
}

const genders = [
  ['Male', 47],
  ['Female', 46],
  ['', 4],
  ['M ', 1],
  [' F', 1],
  ['F', 1],
] as const;

function erpCustomer(index: number, seed: number): string {
  const random = new Random(seed, 'erp customer', index);
  const born = random.chance(0.002) ? '9999-01-01' : isoDate(day('1940-01-01') + random.int(0, 20_000));
  const prefix = random.chance(0.6) ? 'NAS' : '';
  return `${prefix}AW000${FIRST_CUSTOMER + index},${born},${random.weighted(genders)}`;
}

function erpLocation(index: number, seed: number): string {
  return `AW-000${FIRST_CUSTOMER + index},${new Random(seed, 'erp location', index).weighted(countries)}`;
}

function files(options: GeneratorOptions): readonly GeneratedFile[] {
  const { seed, size } = options;
  const customers = customersFor(size);
  return [
    file(
      'source_crm/cust_info.csv',
      'cst_id,cst_key,cst_firstname,cst_lastname,cst_marital_status,cst_gndr,cst_create_date',
      crmCustomers(options),
    ),
    file(
      'source_crm/prd_info.csv',
      'prd_id,prd_key,prd_nm,prd_cost,prd_line,prd_start_dt,prd_end_dt',
      crmProducts(options),
      false,
    ),
    file(
      'source_crm/sales_details.csv',
      [
        'sls_ord_num,sls_prd_key,sls_cust_id,sls_order_dt,sls_ship_dt,sls_due_dt',
        'sls_sales,sls_quantity,sls_price',
      ].join(','),
      salesLines(options),
    ),
    file(
      'source_erp/CUST_AZ12.csv',
      'CID,BDATE,GEN',
      times(customers, (index) => erpCustomer(index, seed)),
      false,
    ),
    file(
      'source_erp/LOC_A101.csv',
      'CID,CNTRY',
      times(customers, (index) => erpLocation(index, seed)),
    ),
    file(
      'source_erp/PX_CAT_G1V2.csv',
      'ID,CAT,SUBCAT,MAINTENANCE',
      categories.map(([id, category, subcategory, maintenance]) =>
        [id, category, subcategory, maintenance].join(','),
      ),
      false,
    ),
  ];
}

/** The six files of a bicycle maker's CRM and ERP, in their shape, with invented content. */
export const crmErp: DomainGenerator = { unit: 'order lines', defaultSize: 3000, files };
