import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

type Json = { readonly [name: string]: unknown };

/** An answer that the SDK makes an exception of. */
export class ServiceFailure extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export interface AwsStandIn {
  readonly endpoint: string;
  readonly calls: { readonly operation: string; readonly body: Json }[];
  close(): Promise<void>;
}

/**
 * A service on this machine that speaks AWS JSON (1.0 and 1.1) with the real SDK client. Requests must be signed;
 * operations that nobody has answered for are refused by name.
 */
export async function awsJson(operations: {
  readonly [name: string]: (body: Json) => object;
}): Promise<AwsStandIn> {
  const calls: { operation: string; body: Json }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const bytes = Buffer.concat(parts);
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const reply = (status: number, body: object): void => {
        response.writeHead(status, { 'content-type': String(request.headers['content-type']) });
        response.end(JSON.stringify(body));
      };
      try {
        if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
          throw new ServiceFailure('MissingAuthenticationToken', 'The request is not signed.', 403);
        const answer = operations[operation];
        if (!answer) throw new ServiceFailure('UnknownOperationException', operation);
        const body = JSON.parse(text.toString('utf8')) as Json;
        calls.push({ operation, body });
        reply(200, answer(body));
      } catch (error: unknown) {
        if (error instanceof ServiceFailure)
          reply(error.status, { __type: error.type, message: error.message });
        else reply(500, { __type: 'InternalFailure', message: String(error) });
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
