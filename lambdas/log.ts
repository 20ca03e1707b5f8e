import { codeOf, LakehouseError, messageOf } from '../engine/errors';

export type Fields = { readonly [name: string]: string | number | boolean | null | undefined };

/**
 * One JSON object a line: `level`, `timestamp` (both are what Lambda filters by), `message`, the fields that every line of an invocation has, and its own.
 * Fields are plain values, given one by one: whole events, options and error objects, which may carry what is secret,
 * do not fit in.
 */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  /** Says the error's code and message: of a person's mistake all problems, of our own defect the stack too. */
  error(message: string, error: unknown, fields?: Fields): void;
}

export interface LogOptions {
  readonly write: (line: string) => void;
  readonly now: () => Date;
  /** In every line. */
  readonly fields: Fields;
}

export function jsonLog({ write, now, fields }: LogOptions): Log {
  const line = (level: 'INFO' | 'WARN' | 'ERROR', message: string, own: Fields): void =>
    write(`${JSON.stringify({ level, timestamp: now().toISOString(), message, ...fields, ...own })}\n`);
  return {
    info: (message, own = {}) => line('INFO', message, own),
    warn: (message, own = {}) => line('WARN', message, own),
    error: (message, error, own = {}) => line('ERROR', message, { ...own, ...errorFields(error) }),
  };
}

function errorFields(error: unknown): Fields {
  const fields = { code: codeOf(error), error: messageOf(error) };
  // The driver's and the SDK's error objects carry requests and their headers: nothing but words is taken.
  return error instanceof LakehouseError || !(error instanceof Error)
    ? fields
    : { ...fields, name: error.name, stack: error.stack };
}

/**
 * The log of an invocation, on standard output, where Lambda takes each line for an event and filters by its level.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function lambdaLog(fn: string, context: { readonly awsRequestId?: string } | undefined): Log {
  return jsonLog({
    write: (line) => process.stdout.write(line),
    now: () => new Date(),
    fields: { function: fn, requestId: context?.awsRequestId },
  });
}
