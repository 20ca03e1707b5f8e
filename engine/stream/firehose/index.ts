import {
  FirehoseClient,
  PutRecordBatchCommand,
  type FirehoseClientConfig,
  type PutRecordBatchResponseEntry,
} from '@aws-sdk/client-firehose';
import type { Failure } from '../failure';
import type { EventStream } from '../port';
import { serviceStream, type Service, type ServiceStreamOptions } from '../service';

export interface FirehoseStreamOptions extends ServiceStreamOptions {
  readonly client: FirehoseClient;
  readonly deliveryStreamName: string;
}

/**
 * PutRecordBatch takes 500 records and 4 MiB; a record has 1,000 KiB before base64.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html and …/latest/dev/limits.html
 */
const LIMITS: Service['limits'] = {
  records: 500,
  bytes: 4 * 2 ** 20,
  recordBytes: 1000 * 1024,
  countsPartitionKey: false,
};

/** A client that leaves retries to the stream, which sends only what failed. */
export function firehoseClient(config: FirehoseClientConfig): FirehoseClient {
  return new FirehoseClient({ ...config, maxAttempts: 1 });
}

/** Straight to the delivery stream. Each record ends in a line break: Firehose puts none between them. */
export function firehoseStream({
  client,
  deliveryStreamName,
  ...options
}: FirehoseStreamOptions): EventStream {
  return serviceStream(
    {
      limits: LIMITS,
      async send(batch) {
        const { RequestResponses = [] } = await client.send(
          new PutRecordBatchCommand({
            DeliveryStreamName: deliveryStreamName,
            Records: batch.map(({ data }) => ({ Data: Buffer.from(`${data}\n`) })),
          }),
        );
        return batch.map((_, index) => recordFailure(RequestResponses[index]));
      },
    },
    options,
  );
}

/** A record without an id was not taken, whatever else the answer says. */
function recordFailure(result: PutRecordBatchResponseEntry | undefined): Failure | undefined {
  if (result?.RecordId && !result.ErrorCode) return undefined;
  const { ErrorCode: code = 'NoResult', ErrorMessage: message = 'The answer says nothing of the record.' } =
    result ?? {};
  return { code, message, isPassing: true };
}
