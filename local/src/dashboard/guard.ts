import type { IncomingMessage } from 'node:http';
import { isSameSecret } from '../same-secret.ts';

export interface Door {
  port: number;
  token: string;
}

/** Files without secrets, which a page can't ask for with its token. */
const publicPaths: ReadonlySet<string> = new Set(['/dashboard.css', '/dashboard.js']);

/**
 * Whether a request comes from the dashboard's own page, or from the person who has its address. Host stops a name of somebody
 * else's that leads here (DNS rebinding), Origin and Sec-Fetch-Site stop other sites, the token stops other users of the machine.
 */
export function mayEnter(
  { headers, url = '/' }: Pick<IncomingMessage, 'headers' | 'url'>,
  { port, token }: Door,
): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return publicPaths.has(pathname) || isSameSecret(searchParams.get('token') ?? '', token);
}
