import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { EndpointEntry } from '../endpoints.ts';

/**
 * Less than the 10 s after which PostgreSQL ends their open transactions, and than clients wait. MongoDB aborts those that are
 * open for 5 s here; services retry them. Milliseconds.
 */
const longestHoldMs = 8_000;

/** They pass requests on and store nothing; requests wait in them. */
const stateless = ['gateway', 'client'];

export const holdable = (processes: readonly EndpointEntry[]): number[] =>
  processes.flatMap(({ kind, name, pid }) => (kind === 'service' && pid && !stateless.includes(name) ? [pid] : []));

/** SIGCONT follows when the standard input ends: on purpose, or because this process was killed. */
const script = 'trap "" INT TERM HUP; kill -STOP "$@" || exit 1; echo held; read -r _; kill -CONT "$@"';

/**
 * Runs work while the processes are stopped (SIGSTOP): requests to them wait, and nothing passes from one service to another.
 * They continue in every case, also when this process is killed.
 * @returns the result, the moment from which nothing moved, and how long, milliseconds
 * @throws when the work takes more than 8 s
 */
export async function whileHeld<T>(
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<{ result: T; at: Date; heldMs: number }> {
  const holder = spawn('/bin/sh', ['-c', script, 'hold', ...pids.map(String)], {
    // In a session of its own, so that Ctrl-C in the terminal does not reach it.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  const timeout = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  try {
    const said = await Promise.race([once(holder.stdout, 'data'), exited.then(() => null)]);
    if (said === null) throw new Error('the services could not be held: one of them has just ended');
    const [at, startedAt] = [new Date(), performance.now()];
    timer = setTimeout(
      () => timeout.reject(new Error(`the cut took more than ${longestHoldMs / 1000} s; is the machine busy?`)),
      longestHoldMs,
    );
    const result = await Promise.race([work(), timeout.promise]);
    return { result, at, heldMs: Math.round(performance.now() - startedAt) };
  } finally {
    clearTimeout(timer);
    holder.stdin.end();
    await exited;
  }
}
