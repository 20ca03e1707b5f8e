import { Random } from '../random';
import { categories, colours } from './vocabulary';

/** Customer ids count up from here; with five digits, as keys such as AW00020000 need them. */
export const FIRST_CUSTOMER = 20_000;

export const customersFor = (size: number): number => Math.max(20, Math.ceil(size * 0.3));
export const productsFor = (size: number): number => Math.min(290, Math.max(24, Math.ceil(size / 200)));

/** A product as all files know it. `sourceKey` holds the category in its first five characters. */
export function productAt(index: number, seed: number) {
  const random = new Random(seed, 'product', index);
  const [category, , subcategory, , line] = categories[index % categories.length] ?? categories[0];
  const colour = random.pick(colours);
  const key = `${subcategory.slice(0, 2).toUpperCase()}-${colour.slice(0, 1)}${1000 + index}`;
  return {
    key,
    sourceKey: `${category.replace('_', '-')}-${key}`,
    name: `${subcategory.replace(/s$/, '')} ${colour}- ${38 + (index % 20)}`,
    line,
    price: random.int(2, 2400),
  };
}
