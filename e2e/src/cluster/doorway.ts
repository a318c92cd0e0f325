import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from './kubectl.ts';
import type { Options } from './options.ts';

const host = 'ticketing.dev';

export interface Doorway {
  url: string;
  close(): void;
}

/**
 * A local HTTP proxy to the ingress, for programs that can't resolve its name: it forwards to https://ticketing.dev over
 * https and verifies the certificate. Every request has its own connection, and none is retried, so that failed requests
 * stay visible.
 */
export async function openDoorway({ ingress }: Pick<Options, 'ingress'>): Promise<Doorway> {
  const ca = readFileSync(join(root, '.local/ticketing.dev.crt'));
  const server = createServer((req, res) => {
    const outgoing = request({
      ...ingress,
      agent: false,
      ca,
      servername: host,
      method: req.method,
      path: req.url,
      headers: { ...onward(req.headers), host },
    });
    outgoing.once('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, onward(answer.headers));
      answer.pipe(res);
      answer.once('error', () => res.destroy());
    });
    outgoing.once('error', (error) => respondUnavailable(res, error));
    req.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => void server.close().closeAllConnections() };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const onward = ({ connection: _, 'transfer-encoding': __, ...rest }: IncomingHttpHeaders) => rest;

/** Answers 502 like a gateway, so that it counts as a failed request. */
function respondUnavailable(res: ServerResponse, error: Error): void {
  if (res.headersSent) res.destroy();
  else
    res
      .writeHead(502, { 'content-type': 'application/json' })
      .end(JSON.stringify({ errors: [{ message: error.message }] }));
}
