import { S3ServiceException } from '@aws-sdk/client-s3';
import { fail, messageOf } from '../../errors';

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

export const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (['NoSuchKey', 'NotFound'].includes(error.name) || statusOf(error) === 404) &&
  error.name !== 'NoSuchBucket';

/** Of a key that is not there, one who may not list the bucket is told that it may not look. */
export const isHidden = (error: unknown): boolean => statusOf(error) === 403;

/** The key is there already: 412 where it was before, 409 where another writer was faster. */
export const isTaken = (error: unknown): boolean => statusOf(error) === 412;
export const isRace = (error: unknown): boolean => statusOf(error) === 409;

/** The store does not know this call. */
export const isUnknown = (error: unknown): boolean => statusOf(error) === 501;

/** What the store said, with what was asked of it: LH609. No credential is part of either. */
export function storeFailed(what: string, error: unknown): never {
  const name = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  return fail(
    'LH609',
    `The store could not ${what}: ${name}${messageOf(error)}. Check the bucket, the endpoint, the region and the credentials.`,
  );
}
