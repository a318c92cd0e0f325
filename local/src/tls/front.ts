import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { pipeline } from 'node:stream';
import tls from 'node:tls';
import { isSameSecret } from '../same-secret.ts';

export interface KeyPair {
  cert: Buffer;
  key: Buffer;
}

/** Takes TLS connections and passes their bytes on to a port of this machine. */
export const forwardBytes = (pair: KeyPair, targetPort: number): tls.Server =>
  tls.createServer(pair, (client) => {
    const server = net.connect(targetPort, '127.0.0.1');
    client.setNoDelay(true);
    server.setNoDelay(true);
    // One side that ends or fails ends the other; both report it.
    pipeline(client, server, () => server.destroy());
    pipeline(server, client, () => client.destroy());
  });

/** Takes HTTPS requests with basic authentication and passes them on to a port of this machine. */
export function forwardRequests(pair: KeyPair, targetPort: number, users: readonly string[]): https.Server {
  const expected = users.map((user) => `Basic ${Buffer.from(user).toString('base64')}`);
  return https.createServer(pair, (request, response) => {
    const given = request.headers.authorization ?? '';
    if (!expected.some((one) => isSameSecret(given, one))) return refuse(response);
    return pass(request, response, targetPort);
  });
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="schema registry"', 'content-type': 'application/json' });
  response.end(JSON.stringify({ error_code: 40101, message: 'Unauthorized' }));
}

function pass(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const { authorization: _, ...kept } = headers;
  const upstream = http.request({ host: '127.0.0.1', port, method, path, headers: kept }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => undefined);
  });
  upstream.on('error', () => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end(JSON.stringify({ error_code: 50301, message: 'the registry does not respond' }));
  });
  pipeline(request, upstream, () => undefined);
}
