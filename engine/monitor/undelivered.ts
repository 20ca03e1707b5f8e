import type { Lake } from '../landing/lake';
import { summed, type Look } from './measurement';

const DAY_MS = 86_400_000;
/** Beside `bronze/`: what Firehose could not deliver, and what a producer could not send. */
const ERRORS = 'errors/';

/** Objects of the last 24 hours below `errors/`, by the folder below it. */
export async function lookAtUndelivered(lake: Lake, now: Date): Promise<Look> {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const found: { of: string; value: number }[] = [];
  for await (const { key, modifiedAt } of lake.list(ERRORS)) {
    if (modifiedAt >= since) found.push({ of: key.slice(ERRORS.length).split('/', 1)[0] ?? '', value: 1 });
  }
  const measurement = summed('UndeliveredObjects', ['firehose', 'stream'], found);
  return {
    measurements: [measurement],
    notes: measurement.values
      .filter(({ value }) => value > 0)
      .map(({ of = '', value }) => `${value} objects were written below ${ERRORS}${of}/ in 24 hours.`),
  };
}
