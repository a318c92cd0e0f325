import { createServer } from 'node:net';

const everywhere = '0.0.0.0';
/** Below the range from which systems take ports for outgoing connections, so nobody else gets ours by chance. */
const [lowest, highest] = [20_000, 32_000];
const handedOut = new Set<number>();

/** Whether a program could listen on this port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port nobody listens on, and which this process has not handed out before. */
export async function findFreePort(random = Math.random): Promise<number> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const port = lowest + Math.floor(random() * (highest - lowest));
    if (handedOut.has(port)) continue;
    if ((await isPortFree(port)) && (await isPortFree(port, everywhere))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`no free port between ${lowest} and ${highest}`);
}
