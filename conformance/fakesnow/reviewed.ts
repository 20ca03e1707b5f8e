import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Opinion } from './opinions';

const schema = z.array(
  z.strictObject({
    /** What the two see differently, and why the one is right. */
    why: z.string().min(1),
    right: z.enum(['ours', 'fakesnow', 'both']),
    /** The page of Snowflake's documentation that decides. */
    decides: z.url(),
    /** Ids of cases and models; one that ends in `*` is all that begin so. */
    in: z.array(z.string()).min(1),
  }),
);

export type Reviewed = z.infer<typeof schema>;

export const readReviewed = (): Reviewed =>
  schema.parse(parse(readFileSync(join(__dirname, 'reviewed.yml'), 'utf8')) ?? []);

export interface Review {
  /** Differences that nobody has looked at. */
  readonly unlisted: readonly Extract<Opinion, { readonly kind: 'differ' }>[];
  /** Ids that are listed and differ no more. */
  readonly over: readonly string[];
  /** Ids that are listed twice. */
  readonly twice: readonly string[];
}

const matches = (listed: string, id: string): boolean =>
  listed.endsWith('*') ? id.startsWith(listed.slice(0, -1)) : id === listed;

/** The list is right when it names every difference, once, and nothing else. */
export function review(opinions: readonly Opinion[], reviewed: Reviewed): Review {
  const listed = reviewed.flatMap((entry) => entry.in);
  const differences = opinions.filter((opinion) => opinion.kind === 'differ');
  const namesOf = (id: string): readonly string[] => listed.filter((name) => matches(name, id));
  return {
    unlisted: differences.filter(({ id }) => namesOf(id).length === 0),
    over: listed.filter((name) => !differences.some(({ id }) => matches(name, id))),
    twice: differences.filter(({ id }) => namesOf(id).length > 1).map(({ id }) => id),
  };
}
