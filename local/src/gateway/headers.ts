import type { IncomingMessage } from 'node:http';

/** Headers that speak of one connection only (RFC 9110, 7.6.1), and Expect, which our own server has answered. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** What a client says of these is not believed: this is the first program of ours that it reaches. */
const ours = new Set([
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-real-ip',
]);

/** Name and value in turns, as they came, with repetitions (Set-Cookie) kept and what ends here left out. */
export function endToEndHeaders(
  { rawHeaders, headers }: IncomingMessage,
  isDropped = (_name: string) => false,
): string[] {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const lower = name.toLowerCase();
    if (!hopByHop.has(lower) && !named.has(lower) && !isDropped(lower)) kept.push(name, value);
  }
  return kept;
}

/** What the upstream gets: the client's own headers, Host included, and where the request came from. */
export function requestHeaders(req: IncomingMessage): string[] {
  return [
    ...endToEndHeaders(req, (name) => ours.has(name)),
    ...['X-Forwarded-For', req.socket.remoteAddress ?? ''],
    ...['X-Forwarded-Proto', 'http'],
    ...['X-Forwarded-Host', req.headers.host ?? ''],
  ];
}

/**
 * Whether a body follows. Its framing must reach the upstream as it came: a body sent without one would be read as
 * the next request (request smuggling; the reason why http-proxy, which drops it on DELETE, is not used here).
 */
export function bodyOf({ headers }: IncomingMessage): 'none' | 'sized' | 'chunked' {
  if (headers['transfer-encoding'] !== undefined) return 'chunked';
  return headers['content-length'] === undefined ? 'none' : 'sized';
}
