import type { Lake } from '../landing/lake';
import type { Keep } from './port';

/** Beside `bronze/`, where nothing but data lies. */
const PREFIX = 'errors/stream/';

/**
 * Keeps undelivered records in the lake, one JSON object a line: `data`, `partition_key`, `arrived_at`, `code`,
 * `message`, `attempts`. The same records are kept under the same key, however often that is tried.
 */
export function keepInLake(lake: Lake, clock: () => Date): Keep {
  return async (undelivered) => {
    const text = undelivered
      .map(({ record, reason }) =>
        JSON.stringify({
          data: record.data,
          partition_key: record.partitionKey,
          ...(record.arrivedAt && { arrived_at: record.arrivedAt.toISOString() }),
          ...reason,
        }),
      )
      .join('\n');
    const staged = await lake.stage(once(Buffer.from(`${text}\n`)));
    const day = clock().toISOString().slice(0, 10);
    await staged.publish(`${PREFIX}dt=${day}/${staged.sha256}.json`);
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
