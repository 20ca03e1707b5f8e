import type { Context } from 'hono';
import { fail } from '../../engine/errors';

/** A whole number of the query string, held to its bounds. Throws LH101 for anything else. */
export function wholeNumber(
  c: Context,
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
): number {
  const text = c.req.query(name);
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) fail('LH101', `"${name}" is a whole number, not "${text}".`);
  return Math.min(Number(text), most);
}

export const MOST_ITEMS = 500;

export function slice(c: Context): { readonly offset: number; readonly limit: number } {
  return {
    offset: wholeNumber(c, 'offset', { otherwise: 0, most: 100_000_000 }),
    limit: wholeNumber(c, 'limit', { otherwise: 100, most: MOST_ITEMS }),
  };
}
