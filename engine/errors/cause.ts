/**
 * What an error of the system or of a driver says. Not by `instanceof`: such errors may be made in another realm
 * (native addons, worker and test contexts), where they are not of this one's `Error`.
 */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** `ENOENT`, `Z_BUF_ERROR`, …; undefined for an error without a code. */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
