import {
  KinesisClient,
  PutRecordsCommand,
  type KinesisClientConfig,
  type PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
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

/**
 * A client that leaves retries to the stream, which sends only what failed. Over HTTP/1.1, whose connections are kept:
 * by default the client opens a session of HTTP/2 for every call. https://github.com/aws/aws-sdk-js-v3/issues/8279
 */
export function kinesisClient({ requestHandler, ...config }: KinesisOptions): KinesisClient {
  return new KinesisClient({
    ...config,
    requestHandler: new NodeHttpHandler(requestHandler),
    maxAttempts: 1,
  });
}

interface KinesisOptions extends Omit<KinesisClientConfig, 'requestHandler'> {
  readonly requestHandler?: ConstructorParameters<typeof NodeHttpHandler>[0];
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
