import fc from 'fast-check';
import { buildGraph } from '../../../engine/graph';
import { model, project } from './projects';

/** A random DAG: node i may only need nodes before it. */
const dags = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((picks, index) => (index === 0 ? [] : picks.map((pick) => `m${pick % index}`))));

test('every node comes after all that it needs, each once', () => {
  fc.assert(
    fc.property(dags, (rows) => {
      const { order, parents } = buildGraph(project(rows.map((needs, index) => model(`m${index}`, needs))));
      expect(new Set(order).size).toBe(rows.length);
      expect(order).toHaveLength(rows.length);
      const place = new Map(order.map((id, index) => [id, index]));
      for (const [id, needs] of parents)
        for (const need of needs) expect(place.get(need)).toBeLessThan(place.get(id) ?? -1);
    }),
  );
});

test('children are the parents read backwards', () => {
  const { parents, children } = buildGraph(project([model('a'), model('b', ['a']), model('c', ['a', 'b'])]));
  expect(children.get('model.shop.a')).toEqual(['model.shop.b', 'model.shop.c']);
  expect(parents.get('model.shop.c')).toEqual(['model.shop.a', 'model.shop.b']);
});

test('a cycle is printed as a path', () => {
  const models = [model('a', ['c']), model('b', ['a']), model('c', ['b']), model('d', ['c']), model('e')];
  expect(() => buildGraph(project(models))).toThrow(
    'LH402 models/x.sql a → c → b → a: each needs the next one. Remove one of these references.',
  );
});

test('a model that needs itself is a cycle', () => {
  expect(() => buildGraph(project([model('a', ['a'])]))).toThrow('a → a: each needs the next one.');
});
