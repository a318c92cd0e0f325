import { TransientError } from '@ticketing/common/errors';
import pg from 'pg';

type Method = (...args: unknown[]) => unknown;

/**
 * A pool whose errors say that a connection is lost or can't be had. What pg throws then has no code, only a text, and
 * Prisma passes it on as it is. PostgreSQL's own errors have a code, and stay as they are.
 */
export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  /** Connections that are lost, and the errors that told so. */
  const lost = new WeakSet<object>();
  pool.connect = telling(pool.connect, () => true);
  // Its query may be answered with the error of its connection.
  pool.query = telling(pool.query, (error) => lost.has(error));
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      lost.add(client);
      lost.add(error);
    });
    client.on('end', () => lost.add(client));
    client.query = telling(client.query, () => lost.has(client));
  });
  return pool;
}

/** The same method, called back or awaited, with a transient error for one that means a lost connection. */
function telling<M>(method: M, isLost: (error: object) => boolean): M {
  const told = (error: unknown) =>
    error instanceof Error && !(error instanceof pg.DatabaseError) && isLost(error)
      ? new TransientError('no connection to PostgreSQL', { cause: error })
      : error;
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const callBack = args.at(-1);
    if (typeof callBack === 'function')
      return (method as Method).apply(this, [
        ...args.slice(0, -1),
        (error: unknown, ...rest: unknown[]) => callBack(told(error), ...rest),
      ]);
    const answer = (method as Method).apply(this, args);
    return answer instanceof Promise ? answer.catch((error: unknown) => Promise.reject(told(error))) : answer;
  };
  return call as M;
}
