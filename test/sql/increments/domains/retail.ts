import * as fc from 'fast-check';
import type { Rows } from '../history';

const sale = fc.record(
  {
    sale_id: fc.constantFrom<unknown>(1, 2, '2', null),
    customer_id: fc.constantFrom<unknown>(1, '1', 'x'),
    product_id: fc.constantFrom(1, 2),
    quantity: fc.constantFrom<unknown>(1, 2, 0, '3'),
    sale_date: fc.constantFrom<unknown>(1767225600000, '2026-01-02', '2026-02-30', null),
  },
  { requiredKeys: ['customer_id'] },
);

/** `{"sale_id":{"0":…},…}`: what the records leave out is no cell. */
const columnOriented = fc.array(sale, { maxLength: 3 }).map((sales) => {
  const columns: Record<string, Record<string, unknown>> = { sale_id: {} };
  sales.forEach((each, index) => {
    for (const [name, value] of Object.entries(each)) (columns[name] ??= {})[String(index)] = value;
  });
  return columns;
});

export const retail: Rows = {
  sales: fc
    .oneof(
      { weight: 4, arbitrary: sale },
      { weight: 3, arbitrary: columnOriented },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(7, 'sale', null, {}, [1]) },
    )
    .map((document) => ({ document: JSON.stringify(document) })),
};
