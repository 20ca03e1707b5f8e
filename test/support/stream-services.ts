import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the stand-in does with one call; calls beyond the script go well. */
export type Behaviour =
  | { readonly kind: 'refuse'; readonly places: readonly number[]; readonly code: string }
  | { readonly kind: 'fail'; readonly status: number; readonly code: string; readonly message: string }
  /** Carries the call out and never answers. */
  | { readonly kind: 'hang' }
  /** Carries the call out and breaks the connection. */
  | { readonly kind: 'break' };

export interface Call {
  readonly records: readonly { readonly data: string; readonly partitionKey: string | undefined }[];
  readonly bytes: number;
}

export interface StandIn {
  readonly endpoint: string;
  readonly calls: Call[];
  /** Data of all records that were taken, in order. */
  readonly taken: string[];
  readonly script: Behaviour[];
  close(): Promise<void>;
}

interface Wire {
  readonly target: string;
  readonly recordLimit: number;
  readonly callLimit: number;
  answer(places: readonly (string | undefined)[], first: number): object;
}

const wires = {
  kinesis: {
    target: 'Kinesis_20131202.PutRecords',
    recordLimit: 2 ** 20,
    callLimit: 10 * 2 ** 20,
    answer: (codes, first) => ({
      FailedRecordCount: codes.filter((code) => code !== undefined).length,
      Records: codes.map((code, index) =>
        code === undefined
          ? { SequenceNumber: String(first + index + 1), ShardId: 'shardId-000000000000' }
          : { ErrorCode: code, ErrorMessage: `${code} for shard shardId-000000000000` },
      ),
    }),
  },
  firehose: {
    target: 'Firehose_20150804.PutRecordBatch',
    recordLimit: 1000 * 1024,
    callLimit: 4 * 2 ** 20,
    answer: (codes, first) => ({
      FailedPutCount: codes.filter((code) => code !== undefined).length,
      RequestResponses: codes.map((code, index) =>
        code === undefined
          ? { RecordId: `record-${first + index + 1}` }
          : { ErrorCode: code, ErrorMessage: 'Slow down.' },
      ),
    }),
  },
} satisfies Record<string, Wire>;

interface WireRecord {
  readonly Data: string;
  readonly PartitionKey?: string;
}

/**
 * A service on this machine that speaks the real one's wire protocol (AWS JSON 1.1 with signed requests), enforces its documented limits and fails as it is told to.
 */
export async function standIn(service: keyof typeof wires): Promise<StandIn> {
  const wire: Wire = wires[service];
  const calls: Call[] = [];
  const taken: string[] = [];
  const script: Behaviour[] = [];
  const sockets = new Set<Socket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const reply = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, __type: string, message: string): void =>
      reply(status, { __type, message });
    if (!String(request.headers['authorization']).startsWith('AWS4-HMAC-SHA256 ')) {
      return refuse(403, 'MissingAuthenticationTokenException', 'The request is not signed.');
    }
    if (request.headers['x-amz-target'] !== wire.target) {
      return refuse(400, 'UnknownOperationException', String(request.headers['x-amz-target']));
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { Records: readonly WireRecord[] };
    const records = body.Records.map(({ Data, PartitionKey }) => ({
      data: Buffer.from(Data, 'base64').toString(),
      partitionKey: PartitionKey,
    }));
    const sizes = records.map(
      ({ data, partitionKey = '' }) => Buffer.byteLength(data) + Buffer.byteLength(partitionKey),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    calls.push({ records, bytes });
    if (
      records.length > 500 ||
      bytes > wire.callLimit ||
      sizes.some((size) => size > wire.recordLimit + (service === 'kinesis' ? 0 : 40))
    ) {
      return refuse(400, 'InvalidArgumentException', `${records.length} records with ${bytes} bytes`);
    }
    const behaviour = script.shift();
    if (behaviour?.kind === 'fail') return refuse(behaviour.status, behaviour.code, behaviour.message);
    const codes = records.map((_, place) =>
      behaviour?.kind === 'refuse' && behaviour.places.includes(place) ? behaviour.code : undefined,
    );
    const first = taken.length;
    for (const [place, { data }] of records.entries()) if (codes[place] === undefined) taken.push(data);
    if (behaviour?.kind === 'hang') return;
    if (behaviour?.kind === 'break') {
      request.socket.destroy();
      return;
    }
    reply(200, wire.answer(codes, first));
  }

  const server = createServer((request, response) => void answer(request, response));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    taken,
    script,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
