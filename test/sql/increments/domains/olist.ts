import * as fc from 'fast-check';
import type { Rows } from '../history';

const id = fc.constantFrom('a', 'b', ' a ', null);
const time = fc.constantFrom('2018-01-01 10:00:00', '2018-02-30 10:00:00', null);
const amount = fc.constantFrom('10.00', '12.50', '-1', 'x');

export const olist: Rows = {
  orders: fc.record({
    order_id: id,
    customer_id: fc.constantFrom('c1', 'c2', null),
    order_status: fc.constantFrom('created', 'delivered'),
    order_purchase_timestamp: fc.constantFrom('2018-01-01 10:00:00', '2018-01-02 10:00:00', null),
    order_approved_at: time,
    order_delivered_carrier_date: fc.constant(null),
    order_delivered_customer_date: fc.constant(null),
    order_estimated_delivery_date: fc.constant('2018-01-20 00:00:00'),
  }),
  order_items: fc.record({
    order_id: id,
    order_item_id: fc.constantFrom('1', '2', null),
    product_id: fc.constantFrom('p1', 'p2'),
    seller_id: fc.constant('s1'),
    shipping_limit_date: fc.constant('2018-01-05 00:00:00'),
    price: amount,
    freight_value: fc.constant('1.00'),
  }),
  payments: fc.record({
    order_id: id,
    payment_sequential: fc.constantFrom('1', '2'),
    payment_type: fc.constantFrom('boleto', 'voucher'),
    payment_installments: fc.constant('1'),
    payment_value: amount,
  }),
  reviews: fc.record({
    review_id: id,
    order_id: fc.constantFrom('a', 'b'),
    review_score: fc.constantFrom('1', '5', '6'),
    review_comment_title: fc.constant(null),
    review_comment_message: fc.constantFrom('bom', null),
    review_creation_date: fc.constant('2018-01-10 00:00:00'),
    review_answer_timestamp: time,
  }),
  customers: fc.record({
    customer_id: id,
    customer_unique_id: fc.constantFrom('u1', 'u2', null),
    customer_zip_code_prefix: fc.constantFrom('1001', '01002'),
    customer_city: fc.constantFrom('são paulo', 'sao paulo', 'rio'),
    customer_state: fc.constant('SP'),
  }),
  geolocation: fc.record({
    geolocation_zip_code_prefix: fc.constantFrom('1001', '01001', '01002', 'x'),
    geolocation_lat: fc.constantFrom('-23.5', '-23.6', '99'),
    geolocation_lng: fc.constantFrom('-46.6'),
    geolocation_city: fc.constantFrom('são paulo', 'sao paulo'),
    geolocation_state: fc.constant('SP'),
  }),
};
