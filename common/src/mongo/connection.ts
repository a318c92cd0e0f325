import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { isContention, TransientError } from '../errors/index.ts';
import { isTracing } from '../telemetry/index.ts';
import { recordCommandSpans } from './command-spans.ts';

export type { ClientSession, Connection };

/**
 * Connects to a service's own database with majority reads and durable majority writes. During a later outage the
 * driver waits up to `serverSelectionTimeoutMS`, then throws a transient error.
 */
export async function connectMongo(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: 5_000,
    readConcernLevel: 'majority',
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 50,
    autoIndex: false,
    autoCreate: false,
    monitorCommands: isTracing(),
  });
  const connected = await connection.asPromise();
  if (isTracing()) recordCommandSpans(connected);
  return connected;
}

export interface TransactionOptions {
  /**
   * Gives up after conflicts for this long, milliseconds, so that the caller can try something else. A number of conflicts
   * would say little: the driver waits up to 0.5 s between two attempts.
   */
  conflictsForMs?: number;
}

/**
 * Runs work in one transaction and returns its result. MongoDB retries it after a write conflict, so the work must have
 * no effects outside the session.
 * @throws TransientError caused by the last conflict
 */
export const inTransaction = <T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
  { conflictsForMs = Number.POSITIVE_INFINITY }: TransactionOptions = {},
): Promise<T> =>
  connection.getClient().withSession((session) => {
    let since: number | undefined;
    return session.withTransaction(
      () =>
        work(session).catch((cause: unknown) => {
          if (!isContention(cause)) throw cause;
          since ??= performance.now();
          if (performance.now() - since < conflictsForMs) throw cause;
          throw new TransientError('the transaction had write conflicts for too long', { cause });
        }),
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
    );
  });

/** Creates a readiness check. It rejects while the database does not respond within the driver's 5 s. */
export const mongoCheck = (connection: Connection) => async (): Promise<void> => {
  await connection.db?.command({ ping: 1 });
};

/** Returns whether a write violated the unique index with this name. */
export function isDuplicateKey(error: unknown, index: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // The server names the index only in the message: "… index: <name> dup key …".
  return code === 11_000 && typeof message === 'string' && message.includes(`index: ${index} `);
}
