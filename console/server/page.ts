import type { Handler } from 'hono';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failure } from './failure';

interface PageFile {
  readonly bytes: Buffer;
  readonly zipped: Buffer | undefined;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const ZIPPED = new Set(['.html', '.js', '.css', '.svg', '.json']);

/** The built page by path, read once: a request can name nothing that is not in it. */
export type BuiltPage = ReadonlyMap<string, PageFile>;

export function readPage(folder: string): BuiltPage {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined)
      .map((entry): [string, PageFile] => {
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        const kind = extname(entry.name);
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
        const zipped = ZIPPED.has(kind) ? gzipSync(bytes) : undefined;
        const url = path.slice(folder.length).split(sep).join('/');
        return [url, { bytes, zipped, type: TYPES[kind] ?? '', etag }];
      }),
  );
}

/** Files of the page; any other path that a browser opens is one of the page's own places. */
export function servePage(page: BuiltPage): Handler {
  return (c) => {
    const { path } = c.req;
    const asked = page.get(path === '/' ? '/index.html' : path);
    const opens = c.req.header('accept')?.includes('text/html') ?? false;
    const file = asked ?? (opens ? page.get('/index.html') : undefined);
    if (!file) return failure(c, 404, `There is no ${path} here.`);
    // The names of assets carry a digest of their content.
    const lasting = asked && path.startsWith('/assets/');
    c.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('ETag', file.etag);
    c.header('Vary', 'Accept-Encoding');
    if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304);
    c.header('Content-Type', file.type);
    const zipped = c.req.header('accept-encoding')?.includes('gzip') ? file.zipped : undefined;
    if (zipped) c.header('Content-Encoding', 'gzip');
    return c.body(new Uint8Array(zipped ?? file.bytes));
  };
}
