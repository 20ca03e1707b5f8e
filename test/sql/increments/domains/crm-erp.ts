import * as fc from 'fast-check';
import type { Rows } from '../history';

/** Lines without a number of their own, with amounts that no repair can save among them. */
export const crmErp: Rows = {
  sales_details: fc.record({
    sls_ord_num: fc.constantFrom('SO1', 'SO2', ' SO2', ''),
    sls_prd_key: fc.constantFrom('A', 'B'),
    sls_cust_id: fc.constantFrom('1', '2', 'x'),
    sls_order_dt: fc.constantFrom('20200101', '20200230', '0'),
    sls_ship_dt: fc.constant('20200107'),
    sls_due_dt: fc.constant('20200112'),
    sls_sales: fc.constantFrom('10', '20', null),
    sls_quantity: fc.constantFrom('1', '2', '0'),
    sls_price: fc.constantFrom('10', '-10', null),
  }),
};
