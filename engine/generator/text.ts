/** Days between the epoch and a date, so that dates are plain numbers. */
export const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** `2017-03-04` */
export const isoDate = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

/** `2017-03-04 05:06:07`, from seconds since the epoch. */
export const isoSecond = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** Cents as the source systems write money: `12.30`. */
export const money = (cents: number): string => (cents / 100).toFixed(2);

/** The lines of one file, each ended by `newline`; the last one too unless `finalNewline` is false. */
export function* lines(
  rows: Iterable<string>,
  { newline = '\n', finalNewline = true } = {},
): Generator<string> {
  let open = false;
  for (const row of rows) {
    if (open) yield newline;
    yield row;
    open = true;
  }
  if (open && finalNewline) yield newline;
}

export function* times<T>(count: number, make: (index: number) => T): Generator<T> {
  for (let index = 0; index < count; index++) yield make(index);
}
