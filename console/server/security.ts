import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { failure } from './failure';

/**
 * A page of another origin cannot read our answers, but it can send requests, and by DNS rebinding a foreign name can come to mean
 * 127.0.0.1. So a request has to name us in Host, and where the browser says who asks, it has to be our own page.
 * https://owasp.org/www-community/attacks/DNS_Rebinding, https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site
 */
export function ownRequestsOnly(port: () => number): MiddlewareHandler {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return async (c, next) => {
    const hosts = names.map((name) => `${name}:${String(port())}`);
    const host = c.req.header('host')?.toLowerCase();
    if (host === undefined || !hosts.includes(host)) {
      return failure(c, 403, 'This console answers to its own address only: open the URL that it printed.');
    }
    const origin = c.req.header('origin');
    const isOwn = origin === undefined || origin.toLowerCase() === `http://${host}`;
    const site = c.req.header('sec-fetch-site');
    const isOpened =
      c.req.header('sec-fetch-mode') === 'navigate' && c.req.method === 'GET' && !isApi(c.req.path);
    // A link on another page may lead here; what it leads to asks for everything else itself.
    const isSame = site === undefined || site === 'same-origin' || site === 'none' || isOpened;
    if (!isOwn || !isSame) return failure(c, 403, 'Another page may not ask this console for anything.');
    return next();
  };
}

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** Everything the page needs comes from this server; nothing may frame it, and nothing leaves it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
};

export const TOKEN_HEADER = 'x-lakehouse-token';

/** The token is new at each start and is told to our own page alone. */
export function withToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    const given = Buffer.from(c.req.header(TOKEN_HEADER) ?? '');
    const wanted = Buffer.from(token);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      return failure(c, 403, 'The console was started anew since this page was loaded: load it again.');
    }
    return next();
  };
}
