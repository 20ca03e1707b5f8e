import {
  KinesisClient,
  PutRecordsCommand,
  type KinesisClientConfig,
  type PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis';
import type { Failure } from '../failure';
import type { EventStream } from '../port';
import { serviceStream, type Service, type ServiceStreamOptions } from '../service';

export interface KinesisStreamOptions extends ServiceStreamOptions {
  readonly client: KinesisClient;
  readonly streamName: string;
}

/**
 * PutRecords takes 500 records and 10 MiB with their partition keys; a record has 1 MiB unless the stream was set to
 * take more. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html and …/latest/dev/large-records.html
 */
const LIMITS: Service['limits'] = {
  records: 500,
  bytes: 10 * 2 ** 20,
  recordBytes: 2 ** 20,
  countsPartitionKey: true,
};

/** A client that leaves retries to the stream, which sends only what failed. */
export function kinesisClient(config: KinesisClientConfig): KinesisClient {
  return new KinesisClient({ ...config, maxAttempts: 1 });
}

/**
 * Records go to the shard of their partition key. Each ends in a line break, since Firehose, which reads the stream,
 * puts records into an object one after the other. The service keeps no order between the records of a call.
 */
export function kinesisStream({ client, streamName, ...options }: KinesisStreamOptions): EventStream {
  return serviceStream(
    {
      limits: LIMITS,
      async send(batch) {
        const { Records = [] } = await client.send(
          new PutRecordsCommand({
            StreamName: streamName,
            Records: batch.map(({ data, partitionKey }) => ({
              Data: Buffer.from(`${data}\n`),
              PartitionKey: partitionKey,
            })),
          }),
        );
        return batch.map((_, index) => recordFailure(Records[index]));
      },
    },
    options,
  );
}

/** A record without a sequence number is in no shard, whatever else the answer says. */
function recordFailure(result: PutRecordsResultEntry | undefined): Failure | undefined {
  if (result?.SequenceNumber && !result.ErrorCode) return undefined;
  const { ErrorCode: code = 'NoResult', ErrorMessage: message = 'The answer says nothing of the record.' } =
    result ?? {};
  return { code, message, isPassing: true };
}
