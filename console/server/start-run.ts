import { z } from 'zod';
import { fail } from '../../engine/errors';
import type { StartRun } from '../api';

const selectors = z.array(z.string().min(1).max(500)).max(200).default([]);
const schema = z.strictObject({
  select: selectors,
  exclude: selectors,
  fullRefresh: z.boolean().default(false),
});

/** Throws LH101, naming everything that is wrong. */
export function startRun(body: unknown): StartRun {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`);
  return fail('LH101', `What to run is not understood: ${wrong.join('; ')}.`);
}
