/** Why a call or a record in it failed. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Whether the same may go well later. */
  readonly isPassing: boolean;
}

/** What an error of the AWS SDK says of itself. */
interface ServiceError {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: object;
}

/** Client errors (status 400) that pass by themselves; all others say that the call is wrong. */
const throttling = new Set([
  'ProvisionedThroughputExceededException',
  'LimitExceededException',
  'KMSThrottlingException',
  'ThrottlingException',
  'Throttling',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'ServiceUnavailableException',
  'InternalFailureException',
  'RequestTimeout',
  'RequestTimeoutException',
]);

/**
 * A failed call. One that never got an answer (connection, time-out, credentials that are renewed just now) may have
 * been carried out all the same: to try again can double records, which silver takes out by their ids; not to would
 * lose them. The HTTP/2 client says most of these as plain errors, so it is the missing answer that tells, not a name.
 */
export function failureOf(e: unknown): Failure {
  if (!(e instanceof Error)) return { code: 'Unknown', message: String(e), isPassing: true };
  const { name, message, $metadata, $retryable } = e as ServiceError;
  const status = $metadata?.httpStatusCode;
  const isPassing =
    status === undefined
      ? !(e instanceof TypeError)
      : status >= 500 || status === 429 || throttling.has(name) || $retryable !== undefined;
  const code = name === 'Error' && 'code' in e && typeof e.code === 'string' ? e.code : name;
  return { code, message, isPassing };
}
