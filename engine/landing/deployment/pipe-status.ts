/**
 * What SYSTEM$PIPE_STATUS says, as far as a change of the pipe depends on it.
 * https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status
 */
export interface PipeStatus {
  /** `RUNNING`, `PAUSED`, or why it is stopped or stalled. */
  readonly state: string;
  readonly pendingFiles: number;
  /** When the oldest of the pending files was queued. */
  readonly oldestPending: Date | undefined;
  readonly error: string | undefined;
  /** Of the canary: what the pipe has heard and done. */
  readonly lastReceived: Date | undefined;
  /** When it was last told of a file of its own. */
  readonly lastForwarded: Date | undefined;
  readonly lastForwardedFile: string | undefined;
  readonly lastIngestedFile: string | undefined;
}

export function readPipeStatus(json: string): PipeStatus {
  const fields = JSON.parse(json) as { readonly [name: string]: unknown };
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  // The documentation shows oldestFileTimestamp without quotes and the others with: a lag of 0 would be silent.
  const moment = (name: string): Date | undefined => {
    const value = fields[name];
    const time = new Date(typeof value === 'number' ? value : (text(name) ?? Number.NaN));
    return Number.isNaN(time.getTime()) ? undefined : time;
  };
  return {
    state: text('executionState') ?? 'UNKNOWN',
    pendingFiles: Number(fields['pendingFileCount'] ?? 0),
    oldestPending: moment('oldestFileTimestamp'),
    error: text('error') ?? text('fault'),
    lastReceived: moment('lastReceivedMessageTimestamp'),
    lastForwarded: moment('lastForwardedMessageTimestamp'),
    lastForwardedFile: text('lastForwardedFilePath'),
    lastIngestedFile: text('lastIngestedFilePath'),
  };
}
