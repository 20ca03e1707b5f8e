/** What handlers use of what Lambda says of an invocation. */
export interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}
