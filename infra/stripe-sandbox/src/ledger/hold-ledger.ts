import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes this process the only one on a ledger: two would write over each other's journal. A listening socket is the
 * mark, because it dies with its process: a file with a pid outlives kill -9, and pids come again.
 * @returns what gives it free
 * @throws Error when another process holds it
 */
export async function holdLedger(dir: string): Promise<() => Promise<void>> {
  const path = socketPath(await realpath(dir));
  const server = createServer((socket) => socket.destroy());
  server.unref();
  if (!(await listens(server, path))) {
    if (await isAnswered(path)) throw new Error(`the ledger in ${dir} is in use by another process`);
    await rm(path, { force: true });
    if (!(await listens(server, path))) throw new Error(`the ledger in ${dir} is in use by another process`);
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

const maxSocketPathBytes = 100;

/** In the ledger's folder unless that is too deep for a socket's path. Windows has named pipes in its place. */
function socketPath(dir: string): string {
  const name = `stripe-sandbox-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(dir, 'in-use.sock');
  return Buffer.byteLength(inside) <= maxSocketPathBytes ? inside : join(tmpdir(), `${name}.sock`);
}

const listens = (server: Server, path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(path, () => {
      server.off('error', onError);
      resolve(true);
    });
  });

const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
