import type { Category, Product } from './types';

/** Name and price in cents, ten a category; prices never change, so that a line's price can be checked anywhere. */
const shelves: { readonly [category in Category]: readonly (readonly [string, number])[] } = {
  Electronics: [
    ['Noise-cancelling headphones', 18_990],
    ['USB-C charger, 65 W', 3_499],
    ['Bluetooth speaker', 5_900],
    ['27" monitor', 24_900],
    ['Mechanical keyboard', 8_950],
    ['Wireless mouse', 2_795],
    ['E-reader', 11_999],
    ['Action camera', 21_900],
    ['Smart plug, 2 pieces', 1_999],
    ['Power bank, 20,000 mAh', 3_990],
  ],
  Clothing: [
    ['Rain jacket', 8_900],
    ['Linen shirt', 4_450],
    ['Jeans, straight', 5_999],
    ['Merino socks, 3 pairs', 2_450],
    ['Wool beanie', 1_890],
    ['Running shoes', 10_900],
    ['Cotton T-shirt', 1_495],
    ['Fleece hoodie', 4_990],
    ['Leather belt', 2_999],
    ['Summer dress', 5_450],
  ],
  Home: [
    ['Espresso machine', 32_900],
    ['Cast-iron pan, 28 cm', 5_499],
    ['Desk lamp', 3_990],
    ['Bath towels, 4 pieces', 3_295],
    ['Down pillow', 4_550],
    ['Knife set', 7_999],
    ['Storage boxes, set of 3', 2_190],
    ['Electric kettle', 4_290],
    ['Wall clock', 2_850],
    ['Throw blanket', 3_650],
  ],
  Sports: [
    ['Yoga mat', 2_995],
    ['Dumbbells, 2 × 5 kg', 3_990],
    ['Bicycle helmet', 6_450],
    ['Trekking backpack', 9_990],
    ['Tent, 2 persons', 15_900],
    ['Swimming goggles', 1_750],
    ['Football', 2_499],
    ['Tennis racket', 11_450],
    ['Water bottle', 1_290],
    ['Skipping rope', 999],
  ],
  Books: [
    ['Data Pipelines, Plainly', 4_200],
    ['The "Slow Kitchen" cookbook', 3_100],
    ['A History of Maps', 2_650],
    ['Mystery at the Pier', 1_199],
    ['Learn Polish in 30 Days', 1_990],
    ['Gardens of the North', 2_890],
    ["A Child's Atlas", 1_795],
    ['Poems for Trains', 1_350],
    ['The Repair Manual', 2_295],
    ['Night Sky Guide', 1_650],
  ],
};

export interface StockedProduct {
  /** As events show it. */
  readonly product: Product;
  readonly cents: number;
}

/** `P001` to `P050`. */
export const catalogue: readonly StockedProduct[] = (Object.keys(shelves) as Category[])
  .flatMap((category) => shelves[category].map(([name, cents]) => ({ category, name, cents })))
  .map(({ category, name, cents }, index) => ({
    product: { id: `P${String(index + 1).padStart(3, '0')}`, name, category, price: cents / 100 },
    cents,
  }));
