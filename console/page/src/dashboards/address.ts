import { isDay, type Range } from './range';

/** What the address of a dashboard says: `?from=…&to=…&state=SP&state=RJ`. A range of nothing is the default one. */
export interface Address {
  readonly range: Range | undefined;
  readonly filters: { readonly [column: string]: readonly string[] };
}

export function readAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const from = given.get('from') ?? '';
  const to = given.get('to') ?? '';
  const columns = [...new Set(given.keys())].filter((key) => key !== 'from' && key !== 'to');
  return {
    range: isDay(from) && isDay(to) && from <= to ? { from, to } : undefined,
    filters: Object.fromEntries(columns.map((column) => [column, given.getAll(column)])),
  };
}

export function writeAddress({ range, filters }: Address): string {
  const query = new URLSearchParams();
  if (range) {
    query.append('from', range.from);
    query.append('to', range.to);
  }
  for (const [column, values] of Object.entries(filters))
    for (const value of values) query.append(column, value);
  return query.toString();
}
