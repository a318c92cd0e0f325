import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
  port: number;
  /** Finishes open requests; connections still open after the grace period are cut. */
  close: () => Promise<void>;
}

const closeGraceMs = 5_000;
const idleCheckMs = 50;

/** Starts an HTTP server. @throws Error when the port is taken */
export async function listen(onRequest: RequestListener, port: number, host: string): Promise<HttpServer> {
  const server = createServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
    const force = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    server.close((error) => {
      clearInterval(idle);
      clearTimeout(force);
      if (error) reject(error);
      else resolve();
    });
  });
}
