import { join } from 'node:path';
import { search } from '../../../console/read/search';
import { readProject, readProjectFiles } from '../../../engine/project';
import { target } from '../../support/projects';
import { small } from '../../support/small-project';

const { project, ...view } = small({
  models: { shop__dim_customers: 'select 1 as customer_id', shop__fct_accustomed: 'select 1 as id' },
});
const columns = [{ name: 'customer_id', description: '', dataType: undefined, meta: {}, tags: [] }];
const described = {
  ...view,
  project: { ...project, models: project.models.map((model) => ({ ...model, columns })) },
};

test('a model whose name has a word that begins so goes before columns, and these before what only holds it', () => {
  const found = search(described, 'cust').map(({ kind, name }) => `${kind} ${name}`);
  expect(found).toEqual([
    'model shop__dim_customers',
    'column shop__dim_customers',
    'column shop__fct_accustomed',
    'model shop__fct_accustomed',
  ]);
});

test('a dashboard is found by its title, by that of a chart and by the name of its query', async () => {
  const sql = readProject(await readProjectFiles(join(__dirname, '../../../sql')), target());
  const found = (text: string) =>
    search({ ...view, project: { ...project, analyses: sql.analyses } }, text).map(({ id, name }) => [
      id,
      name,
    ]);
  const products = ['crm_erp__monthly_products', 'Products sold'];
  expect(found('products sold')[0]).toEqual(products);
  expect(found('sales by subcategory')).toEqual([products]);
  expect(found('crm_erp__monthly_products')).toEqual([products]);
});
