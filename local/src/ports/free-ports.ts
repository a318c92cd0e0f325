import { createServer } from 'node:net';

const everywhere = '0.0.0.0';
/** Below the ephemeral range, so that outgoing connections do not take these ports. */
const [lowest, highest] = [20_000, 32_000];
const allocated = new Set<number>();

/** Whether a program could listen on this port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that is free and that this process has not returned before. */
export async function findFreePort(random = Math.random): Promise<number> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const port = lowest + Math.floor(random() * (highest - lowest));
    if (allocated.has(port)) continue;
    if ((await isPortFree(port)) && (await isPortFree(port, everywhere))) {
      allocated.add(port);
      return port;
    }
  }
  throw new Error(`no free port between ${lowest} and ${highest}`);
}
