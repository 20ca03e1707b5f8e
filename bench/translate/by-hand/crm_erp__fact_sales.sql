select order_number,
  md5(coalesce(length(product_number) || ':' || product_number || ',', '-,')),
  md5(coalesce(length(customer_id::varchar) || ':' || customer_id || ',', '-,')),
  order_date, shipping_date, due_date, sales_amount, quantity, price, occurrence,
  md5(coalesce(length(order_number) || ':' || order_number || ',', '-,')
    || coalesce(length(product_number) || ':' || product_number || ',', '-,')
    || coalesce(length(occurrence::varchar) || ':' || occurrence || ',', '-,')),
  _arrived_at
from silver_crm_erp.stg_crm_sales
