import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { catalogue, LakehouseError, messageOf, type ErrorCode } from '../../engine/errors';
import type { Failure } from '../api';

export function failure(
  c: Context,
  status: ContentfulStatusCode,
  message: string,
  code?: ErrorCode,
): Response {
  return c.json<Failure>({ status, message, code }, status, { 'Cache-Control': 'no-store' });
}

/** What a handler threw: a mistake that can be mended keeps its code, a defect of ours is told to `onDefect` as well. */
export function thrown(c: Context, error: unknown, onDefect: (error: unknown) => void): Response {
  if (error instanceof LakehouseError) {
    return failure(c, statusOf(error.code), error.message, error.code);
  }
  onDefect(error);
  return failure(c, 500, messageOf(error));
}

/** LH8xx: the database cannot be reached now. */
function statusOf(code: ErrorCode): ContentfulStatusCode {
  if (catalogue[code].exit === 2) return 400;
  if (code === 'LH701') return 409;
  return code.startsWith('LH8') ? 503 : 500;
}
