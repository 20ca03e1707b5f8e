import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

/**
 * Snowflake as far as a large result goes: the first rows come with the answer, the others as compressed pieces below
 * addresses of a cloud's storage, with headers of their own.
 */
export async function chunkedResult(rows: readonly (readonly string[])[], piece: number) {
  const fetched: { readonly path: string; readonly key: string | undefined }[] = [];
  const pieces: (readonly (readonly string[])[])[] = [];
  for (let from = piece; from < rows.length; from += piece) pieces.push(rows.slice(from, from + piece));
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    request.resume();
    request.on('end', () => {
      const reply = (data: object): void => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ success: true, data }));
      };
      const found = /^\/piece\/(\d+)$/.exec(path);
      if (found) {
        fetched.push({ path, key: request.headers['x-amz-server-side-encryption-customer-key']?.toString() });
        const text = JSON.stringify(pieces[Number(found[1])]).slice(1, -1);
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
      } else if (path.startsWith('/session/v1/login-request')) {
        reply({ token: 'session', masterToken: 'master', parameters: [], sessionInfo: {} });
      } else if (path.startsWith('/queries/v1/query-request')) {
        reply({
          parameters: [],
          rowtype: ['A', 'B'].map((name) => ({ name, type: 'text', nullable: true })),
          rowset: rows.slice(0, piece),
          total: rows.length,
          returned: rows.length,
          queryId: '01234567-0000-0000-0000-000000000000',
          statementTypeId: 0x1000,
          version: 1,
          qrmk: 'a key of this result alone',
          chunks: pieces.map((part, index) => ({
            url: `${url()}/piece/${index}`,
            rowCount: part.length,
            compressedSize: gzipSync(JSON.stringify(part)).length,
            uncompressedSize: JSON.stringify(part).length,
          })),
        });
      } else reply({});
    });
  });
  const url = (): string => {
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
    return `http://127.0.0.1:${address.port}`;
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: url(),
    fetched,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
