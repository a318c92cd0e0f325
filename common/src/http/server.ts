import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface RunningServer {
  port: number;
  /** Stops accepting, lets requests in flight end, closes idle connections. */
  close(): Promise<void>;
}

const closeIdleEveryMs = 50;

/** @param port 0 picks a free one */
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
        // Node closes what is idle once; a connection that answers its last request after that would be kept for the next one.
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

/** Connections that have not asked for anything, such as a browser's in advance. To Node they are not idle, and closing would wait for them. */
function trackSilent(server: Server): Set<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  return silent;
}
