import * as z from 'zod';

/** A key that dbt knows and this engine does not: its presence is a mistake, told with what to do instead. */
export const refused = (reason: string) =>
  z
    .unknown()
    .refine(() => false, { error: reason, params: { refused: true } })
    .optional();

export const isRefusal = (issue: { readonly params?: { readonly [key: string]: unknown } | undefined }) =>
  issue.params?.['refused'] === true;
