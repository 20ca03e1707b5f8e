import { firehoseClient, firehoseStream } from '../../../engine/stream/firehose';
import { kinesisClient, kinesisStream } from '../../../engine/stream/kinesis';
import type { EventStream, StreamRecord, Undelivered } from '../../../engine/stream/port';
import { streamContract, type StreamUnderTest } from '../../support/stream-contract';
import { standIn, type StandIn } from '../../support/stream-services';

interface Opened extends StreamUnderTest {
  readonly service: StandIn;
  readonly kept: Undelivered[];
  readonly waits: number[];
}

async function open(name: 'kinesis' | 'firehose', requestTimeout = 30_000): Promise<Opened> {
  const service = await standIn(name);
  const kept: Undelivered[] = [];
  const waits: number[] = [];
  const options = {
    keep: async (undelivered: readonly Undelivered[]) => void kept.push(...undelivered),
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
    random: () => 0.999_999,
    backoff: { attempts: 4 },
  };
  const config = {
    endpoint: service.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  };
  const client = name === 'kinesis' ? kinesisClient(config) : firehoseClient(config);
  const stream: EventStream =
    name === 'kinesis'
      ? kinesisStream({
          ...options,
          client: client as ReturnType<typeof kinesisClient>,
          streamName: 'events',
        })
      : firehoseStream({
          ...options,
          client: client as ReturnType<typeof firehoseClient>,
          deliveryStreamName: 'events',
        });
  return {
    ...{ stream, service, kept, waits },
    delivered: async () => service.taken.map((line) => line.replace(/\n$/, '')),
    async close() {
      client.destroy();
      await service.close();
    },
  };
}

const records = (...data: readonly string[]): StreamRecord[] =>
  data.map((line) => ({ data: line, partitionKey: `session of ${line}` }));

describe.each(['kinesis', 'firehose'] as const)('%s', (name) => {
  streamContract(() => open(name));

  describe('when the service has trouble', () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open(name);
    });
    afterEach(() => opened.close());
    const accepted = { status: 'accepted' };

    test('ends every record in a line break', async () => {
      await opened.stream.put(records('a', 'b'));
      expect(opened.service.taken).toEqual(['a\n', 'b\n']);
    });

    test('keeps to 500 records and to the bytes of a call', async () => {
      await opened.stream.put(Array.from({ length: 1001 }, () => ({ data: 'x', partitionKey: 'k' })));
      expect(opened.service.calls.map((call) => call.records.length)).toEqual([500, 500, 1]);
      opened.service.calls.length = 0;
      const large = 'y'.repeat(900_000);
      await opened.stream.put(Array.from({ length: 12 }, () => ({ data: large, partitionKey: 'k' })));
      expect(opened.service.calls.map((call) => call.records.length)).toEqual(
        name === 'kinesis' ? [11, 1] : [4, 4, 4],
      );
    });

    test('sends again only the records that were refused', async () => {
      opened.service.script.push(
        { kind: 'refuse', places: [1, 3], code: 'ProvisionedThroughputExceededException' },
        { kind: 'refuse', places: [0], code: 'InternalFailure' },
      );
      expect(await opened.stream.put(records('a', 'b', 'c', 'd'))).toEqual(Array(4).fill(accepted));
      const sent = opened.service.calls.map((call) => call.records.map(({ data }) => data.trim()));
      expect(sent).toEqual([['a', 'b', 'c', 'd'], ['b', 'd'], ['b']]);
      expect(opened.service.taken).toEqual(['a\n', 'c\n', 'd\n', 'b\n']);
      expect(opened.kept).toEqual([]);
    });

    test('waits up to a bound that doubles with every attempt', async () => {
      const refuse = { kind: 'refuse', places: [0], code: 'InternalFailure' } as const;
      opened.service.script.push(refuse, refuse, refuse);
      await opened.stream.put(records('a'));
      expect(opened.waits).toEqual([100, 200, 400]);
    });

    test('keeps and reports what is refused at every attempt', async () => {
      const refuse = { kind: 'refuse', places: [0], code: 'ServiceUnavailableException' } as const;
      opened.service.script.push({ ...refuse, places: [1] }, refuse, refuse, refuse);
      const reason = { code: refuse.code, message: expect.any(String), attempts: 4 };
      expect(await opened.stream.put(records('a', 'b', 'c'))).toEqual([
        accepted,
        { status: 'kept', reason },
        accepted,
      ]);
      expect(opened.kept).toEqual([{ record: records('b')[0], reason }]);
      expect(opened.service.calls).toHaveLength(4);
    });

    test.each([
      [500, 'InternalFailure'],
      [503, 'ServiceUnavailableException'],
      [400, 'ProvisionedThroughputExceededException'],
      [400, 'LimitExceededException'],
    ])('sends a whole call again after %i %s', async (status, code) => {
      opened.service.script.push({ kind: 'fail', status, code, message: 'Try again.' });
      expect(await opened.stream.put(records('a', 'b'))).toEqual([accepted, accepted]);
      expect(opened.service.taken).toEqual(['a\n', 'b\n']);
      expect(opened.waits).toHaveLength(1);
    });

    test('tries a call that is wrong only once, and keeps its records', async () => {
      const message = 'Stream events under account 123456789012 not found.';
      opened.service.script.push({ kind: 'fail', status: 400, code: 'ResourceNotFoundException', message });
      const reason = { code: 'ResourceNotFoundException', message, attempts: 1 };
      expect(await opened.stream.put(records('a', 'b'))).toEqual([
        { status: 'kept', reason },
        { status: 'kept', reason },
      ]);
      expect(opened.kept.map(({ record }) => record.data)).toEqual(['a', 'b']);
      expect(opened.waits).toEqual([]);
    });

    test('sends again what got no answer, though it may have arrived', async () => {
      const impatient = await open(name, 1000);
      impatient.service.script.push({ kind: 'hang' });
      expect(await impatient.stream.put(records('a'))).toEqual([accepted]);
      expect(impatient.service.taken.length).toBeGreaterThan(1);
      expect(new Set(impatient.service.taken)).toEqual(new Set(['a\n']));
      await impatient.close();
    });

    test('sends again after a broken connection', async () => {
      opened.service.script.push({ kind: 'break' });
      expect(await opened.stream.put(records('a'))).toEqual([accepted]);
      expect(opened.service.taken).toEqual(['a\n', 'a\n']);
    });

    test('keeps everything while there is no service', async () => {
      await opened.service.close();
      const [result] = await opened.stream.put(records('a'));
      expect(result).toMatchObject({ status: 'kept', reason: { attempts: 4 } });
      expect(opened.kept.map(({ record }) => record.data)).toEqual(['a']);
    });

    test('throws where a record could not even be kept', async () => {
      const failing = serviceWithoutKeep();
      await expect(failing.put(records('a'))).rejects.toThrow('the disk is full');
    });

    function serviceWithoutKeep(): EventStream {
      const client = kinesisClient({
        endpoint: 'http://127.0.0.1:1',
        region: 'eu-central-1',
        credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
      });
      return kinesisStream({
        client,
        streamName: 'events',
        keep: () => Promise.reject(new Error('the disk is full')),
        sleep: () => Promise.resolve(),
        random: () => 0,
        backoff: { attempts: 1 },
      });
    }
  });
});

test('the partition key of a record reaches Kinesis', async () => {
  const opened = await open('kinesis');
  await opened.stream.put(records('a', 'b'));
  expect(opened.service.calls.flatMap((call) => call.records.map((one) => one.partitionKey))).toEqual([
    'session of a',
    'session of b',
  ]);
  await opened.close();
});
