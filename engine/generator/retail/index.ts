import { Random } from '../random';
import { lines, money, times } from '../text';
import type { DomainGenerator, GeneratedFile, GeneratorOptions } from '../types';
import { customersFor, productsFor, salesText } from './sales';
import { adjectives, categories, countries, firstNames, lastNames, nouns } from './vocabulary';

const capitals = (text: string): string => text.replace(/(^|[\s'])\p{L}/gu, (letter) => letter.toUpperCase());

/** As people type: stray spaces, one case or the other. */
function typed(text: string, random: Random): string {
  const way = random.weighted([
    ['as it is', 90],
    ['lower', 4],
    ['upper', 3],
    ['spaces', 3],
  ] as const);
  switch (way) {
    case 'as it is':
      return text;
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'spaces':
      return `  ${text} `;
  }
}

function customer(index: number, seed: number): string {
  const random = new Random(seed, 'retail customer', index);
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const name = typed(capitals(`${first} ${last}`), random);
  const country = typed(random.pick(countries), random);
  const address = `${first}.${last.replace(/[^a-z]/g, '')}${index + 1}@example.net`;
  const email = random.weighted([
    [address, 94],
    [address.toUpperCase(), 3],
    [address.replace('@', ' at '), 2],
    ['', 1],
  ] as const);
  return `${index + 1},${name},${country},${email}`;
}

/** Now and then a price is none, and a line below says it rightly: sales could not be valued without. */
function* product(index: number, seed: number): Generator<string> {
  const random = new Random(seed, 'retail product', index);
  const name = `${random.pick(adjectives)} ${random.pick(nouns)}`;
  const category = random.pick(categories);
  const price = money(random.int(500, 99_999));
  // The third product, so that few have one too.
  if (index === 2 || random.chance(0.01))
    yield `${index + 1},${name},${category},${random.pick(['-1.00', '0', ''])}`;
  yield `${index + 1},${name},${category},${price}`;
}

function* products({ seed, size }: GeneratorOptions): Generator<string> {
  for (const index of times(productsFor(size), (one) => one)) yield* product(index, seed);
}

function csv(path: string, head: string, rows: Iterable<string>): GeneratedFile {
  const all = function* () {
    yield head;
    yield* rows;
  };
  return { path, chunks: lines(all()) };
}

function files(options: GeneratorOptions): readonly GeneratedFile[] {
  const { seed, size, shape = 'columns' } = options;
  return [
    csv(
      'customers.csv',
      'customer_id,name,country,email',
      times(customersFor(size), (index) => customer(index, seed)),
    ),
    csv('products.csv', 'product_id,name,category,price', products(options)),
    { path: 'sales.json', chunks: salesText(shape, options) },
  ];
}

/** The three files of a small shop; its sales in each of the shapes that such files come in. */
export const retail: DomainGenerator = { unit: 'sales', defaultSize: 500, files };
