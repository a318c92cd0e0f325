import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { acceptsConnections } from './tcp.ts';

const answerWithinMs = 2_000;

/**
 * Whether the address answers with a status below `below` within two seconds. Most questions of a start are refused, which
 * is cheap for a plain socket and expensive for an HTTP client.
 */
export async function answers(url: string, below = 300): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return (await acceptsConnections(Number(port), hostname)) && statusIsBelow(url, below);
}

function statusIsBelow(url: string, below: number): Promise<boolean> {
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve) => {
    const outgoing = request(new URL(url), { agent: false, timeout: answerWithinMs }, (response) => {
      response.destroy();
      resolve((response.statusCode ?? 500) < below);
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('close', () => resolve(false));
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}
