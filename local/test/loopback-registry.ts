import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackRegistry {
  url: string;
  /** The received requests: method and path. */
  asked: string[];
  stop(): Promise<void>;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A registry that answers from a table of paths, and 404 for everything else. */
export async function startRegistry(
  answers: Record<string, Answer | ((request: IncomingMessage) => Answer)>,
): Promise<LoopbackRegistry> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const known = answers[request.url ?? ''];
    const {
      status = 200,
      headers,
      body = '',
    } = (typeof known === 'function' ? known(request) : known) ?? { status: 404 };
    response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
