import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { describeFailure, type Failure } from '../stack/run-steps.ts';

/**
 * The socket of a home's supervisor. It is in the system's temporary folder, because a socket's path is limited to 107
 * bytes and a checkout's path can be longer.
 */
export const controlSocket = (home: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\ticketing-${digestOf(home)}`
    : join(tmpdir(), `ticketing-${digestOf(home)}.sock`);

const digestOf = (home: string) => createHash('sha256').update(home).digest('hex').slice(0, 16);

export const removeControlSocket = (home: string): void => rmSync(controlSocket(home), { force: true });

export interface ControlActions {
  start(name: string): Promise<void>;
  stop(name: string): Promise<void>;
  restart(name: string, env: Order['env']): Promise<void>;
  stopAll(): Promise<void>;
}

export type ControlAnswer = { ok: true } | { ok: false; failure: Failure };

const Order = z.object({ env: z.record(z.string(), z.string()).default({}) });
type Order = z.infer<typeof Order>;

/**
 * Accepts commands from other processes of this user: POST /start/<name>, /stop/<name>, /restart/<name>, /stop. A restart
 * can carry variables to add to the program's environment.
 */
export async function serveControl(home: string, actions: ControlActions): Promise<Server> {
  const socket = controlSocket(home);
  const server = createServer(async (req, res) => {
    const [, verb, name] = (req.url ?? '').split('/').map(decodeURIComponent);
    const action = actionFor(actions, req, verb, name);
    if (req.method !== 'POST' || !action) {
      res.writeHead(404).end();
      return;
    }
    const answer: ControlAnswer = await action().then(
      () => ({ ok: true }),
      (error: unknown) => ({ ok: false, failure: describeFailure(error) }),
    );
    res.writeHead(answer.ok ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  // This process holds the home's lock, so an existing socket is stale.
  removeControlSocket(home);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  if (process.platform !== 'win32') chmodSync(socket, 0o600);
  return server;
}

function actionFor(
  actions: ControlActions,
  req: IncomingMessage,
  verb?: string,
  name?: string,
): (() => Promise<void>) | undefined {
  if (verb === 'stop' && !name) return () => actions.stopAll();
  if (!name) return undefined;
  if (verb === 'start' || verb === 'stop') return () => actions[verb](name);
  if (verb === 'restart') return async () => actions.restart(name, Order.parse(await json(req)).env);
  return undefined;
}
