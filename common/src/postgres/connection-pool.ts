import pg from 'pg';
import { TransientError } from '../errors/index.ts';
import { isSampled } from '../telemetry/index.ts';
import { inQuerySpan } from './query-span.ts';

type Method = (...args: unknown[]) => unknown;

/**
 * Creates a pool that throws transient errors for lost or unavailable connections. pg's own errors have only a text
 * there, without a code, and Prisma passes them on unchanged. PostgreSQL's errors have a code and stay as they are.
 */
export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  /** Lost connections and the errors that reported the loss. */
  const lost = new WeakSet<object>();
  pool.connect = withTransientErrors(pool.connect, () => true);
  // Its queries may reject with the connection's error.
  pool.query = withSpans(withTransientErrors(pool.query, (error) => lost.has(error)));
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      lost.add(client);
      lost.add(error);
    });
    client.on('end', () => lost.add(client));
    client.query = withSpans(withTransientErrors(client.query, () => lost.has(client)));
  });
  return pool;
}

/** Wraps a method, with callback or promise, to convert errors of lost connections to transient errors. */
function withTransientErrors<M>(method: M, isLost: (error: object) => boolean): M {
  const toTransient = (error: unknown) =>
    error instanceof Error && !(error instanceof pg.DatabaseError) && isLost(error)
      ? new TransientError('no connection to PostgreSQL', { cause: error })
      : error;
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const callback = args.at(-1);
    if (typeof callback === 'function')
      return (method as Method).apply(this, [
        ...args.slice(0, -1),
        (error: unknown, ...rest: unknown[]) => callback(toTransient(error), ...rest),
      ]);
    const result = (method as Method).apply(this, args);
    return result instanceof Promise ? result.catch((error: unknown) => Promise.reject(toTransient(error))) : result;
  };
  return call as M;
}

/**
 * Wraps `query`: within an exported trace, a statement whose outcome is a promise gets a span. The pool itself calls a client's
 * with a callback.
 */
function withSpans<M>(query: M): M {
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const run = () => (query as Method).apply(this, args);
    if (!isSampled() || typeof args.at(-1) === 'function') return run();
    return inQuerySpan(args[0], async () => run());
  };
  return call as M;
}
