export { BookKeeper } from './book-keeper';
export type { Books } from './books';
export type { Happening } from './event';
export { ORDER_COLUMNS, orderLine } from './order-book';
export type { ShopOptions } from './shop';
export { EventStream, type Arrival, type EventStreamOptions, type EventStreamState } from './stream';
export { noTrouble, type TroubleRates } from './trouble';
export type * from './types';
