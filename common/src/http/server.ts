import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface RunningServer {
  port: number;
  /** Stops accepting connections, lets requests in flight finish, closes idle connections. */
  close(): Promise<void>;
}

const closeIdleEveryMs = 50;

/** Starts an HTTP server. @param port 0 picks a free port */
export async function listen(listener: RequestListener, host: string, port: number): Promise<RunningServer> {
  const server: Server = createServer({ keepAliveTimeout: 65_000 }, listener);
  const silent = trackSilent(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve, reject) => {
        // Node closes idle connections only once; a connection whose last response ends later would be kept alive.
        const sweep = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs);
        for (const socket of silent) socket.destroy();
        server.close((error) => {
          clearInterval(sweep);
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

/**
 * Tracks connections without a request, such as a browser's preconnects. Node does not count them as idle, so closing
 * would wait for them.
 */
function trackSilent(server: Server): Set<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  return silent;
}
