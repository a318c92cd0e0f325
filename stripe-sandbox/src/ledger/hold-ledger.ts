import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Locks a ledger for this process: two would overwrite each other's journal. The lock is a listening socket, because it
 * dies with its process; a pid file outlives kill -9, and pids are reused.
 * @returns a function that releases the lock
 * @throws Error when another process holds it
 */
export async function holdLedger(dir: string): Promise<() => Promise<void>> {
  const path = socketPath(await realpath(dir));
  const server = createServer((socket) => socket.destroy());
  server.unref();
  if (!(await listens(server, path))) {
    if (await isInUse(path)) throw new Error(`the ledger in ${dir} is in use by another process`);
    await rm(path, { force: true });
    if (!(await listens(server, path))) throw new Error(`the ledger in ${dir} is in use by another process`);
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

const maxSocketPathBytes = 100;

/** In the ledger's folder, unless its path is too long for a socket. Windows uses named pipes instead. */
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

const isInUse = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
