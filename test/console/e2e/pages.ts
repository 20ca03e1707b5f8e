const model = (name: string): string => encodeURIComponent(`model.lakehouse.${name}`);

/** Every page of the console, with what shows that it is there. */
export const pages: readonly { readonly name: string; readonly path: string; readonly ready: string }[] = [
  { name: 'overview', path: '/', ready: '.domain-card .key-numbers dd:not(:empty)' },
  { name: 'lineage', path: '/lineage', ready: '.group' },
  {
    name: 'lineage-focus',
    path: `/lineage?node=${model('olist__dim_customers')}&up=1&down=1`,
    ready: '.panel [role=tablist]',
  },
  {
    name: 'lineage-node',
    path: `/lineage?node=${model('olist__fct_orders')}`,
    ready: '.panel [role=tablist]',
  },
  { name: 'lineage-list', path: '/lineage?view=list', ready: '.table' },
  { name: 'model', path: `/models/${model('retail__fct_sales')}`, ready: '[role=tablist]' },
  { name: 'runs', path: '/runs', ready: '.table' },
  { name: 'run', path: '/runs/latest', ready: '.gantt, .state' },
  { name: 'ingest', path: '/ingest', ready: '.stat' },
  { name: 'quality', path: '/quality', ready: '.stat' },
  { name: 'dashboard-olist', path: '/dashboards/olist', ready: '.chart svg' },
  { name: 'dashboard-crm_erp', path: '/dashboards/crm_erp', ready: '.chart svg' },
  { name: 'dashboard-retail', path: '/dashboards/retail', ready: '.chart svg' },
  { name: 'dashboard-events', path: '/dashboards/events', ready: '.chart svg' },
];
