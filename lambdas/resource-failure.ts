import { codeOf, LakehouseError, messageOf } from '../engine/errors';

/** CloudFormation takes an answer of 4096 bytes, of which the framework needs some for itself. */
const MOST_BYTES = 2_400;

/**
 * The error as CloudFormation's events are to show it. What is said of a person's mistake goes there as it is; of our own
 * defects too, since whoever deploys has nothing else to look at.
 */
export function reasonFor(error: unknown): Error {
  const text =
    error instanceof LakehouseError ? error.message : `${messageOf(error)} (a defect: see the log)`;
  const reason = new Error(clipped(text));
  // The framework would send it along: those bytes are better spent on the reason, and the log has it.
  reason.stack = '';
  return reason;
}

function clipped(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  // A character that is cut in two is left out.
  const start = bytes
    .subarray(0, MOST_BYTES)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
  return `${start}\n… The rest is in the log.`;
}

/**
 * Nothing is known of the statement, or Snowflake is asked too much: asking again later is right, since all work is
 * compared first. The driver has retried by then.
 */
export function isPassing(error: unknown): boolean {
  const message = messageOf(error);
  if (/was not heard of/.test(message)) return true;
  return (
    ['LH502', 'LH560'].includes(codeOf(error) ?? '') &&
    // Network and HTTP errors of the driver; a statement cancelled or the service unavailable.
    /\b(40100[12]|000604|000630|57014)\b|ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up/.test(message)
  );
}
