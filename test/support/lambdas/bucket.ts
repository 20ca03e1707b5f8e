import { createServer, type IncomingMessage } from 'node:http';

export interface Bucket {
  readonly endpoint: string;
  /** By key. */
  readonly objects: Map<string, { readonly content: Buffer; readonly modifiedAt: string }>;
  close(): Promise<void>;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * As much of S3's REST protocol as a function needs: listing, reading, conditional writing. Whoever asks for a key that is
 * not there is told that it may not look, as one is told who may not list the bucket.
 */
export async function bucket(): Promise<Bucket> {
  const objects: Bucket['objects'] = new Map();
  const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((content) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
      const found = objects.get(key);
      const xml = (status: number, text: string): void => {
        response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
      };
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
        return xml(403, '<Error><Code>AccessDenied</Code></Error>');
      if (key === '') return xml(200, listing(objects, url.searchParams.get('prefix') ?? ''));
      if (request.method === 'PUT') {
        if (found && request.headers['if-none-match'] === '*')
          return xml(412, '<Error><Code>PreconditionFailed</Code></Error>');
        objects.set(key, { content, modifiedAt: new Date().toISOString() });
        return xml(200, '');
      }
      if (!found) return xml(403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
      response.writeHead(200, {
        'content-length': found.content.length,
        'last-modified': new Date(found.modifiedAt).toUTCString(),
        etag: '"etag"',
      });
      response.end(request.method === 'HEAD' ? undefined : found.content);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function listing(objects: Bucket['objects'], prefix: string): string {
  const contents = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .sort()
    .map(
      ([key, { content, modifiedAt }]) =>
        `<Contents><Key>${escaped(key)}</Key><LastModified>${modifiedAt}</LastModified><ETag>&quot;e&quot;</ETag><Size>${content.length}</Size></Contents>`,
    );
  return `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated><KeyCount>${contents.length}</KeyCount>${contents.join('')}</ListBucketResult>`;
}
