import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { isContention, TransientError } from '../errors/index.ts';

export type { ClientSession, Connection };

/**
 * Connects to a service's own database. Reads see what a majority holds and writes are durable before they are answered.
 * An outage later is waited out by the driver up to `serverSelectionTimeoutMS`, then shows as a transient error.
 */
export async function connectMongo(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: 5_000,
    readConcernLevel: 'majority',
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 50,
    autoIndex: false,
    autoCreate: false,
  });
  return connection.asPromise();
}

export interface TransactionOptions {
  /**
   * Gives up once conflicts have lasted so long, milliseconds, so that the caller can do something else meanwhile. A number of
   * conflicts would say little: the driver rests up to 0.5 s between two.
   */
  conflictsForMs?: number;
}

/**
 * Runs work in one transaction and returns its result. MongoDB runs it again on a write conflict, so that work must
 * have no effects outside of the session.
 * @throws TransientError whose cause is the last conflict
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
          throw new TransientError('the transaction met conflicts for too long', { cause });
        }),
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } },
    );
  });

export const mongoCheck = (connection: Connection) => async (): Promise<void> => {
  await connection.db?.command({ ping: 1 });
};

/** Whether a unique index refused a write; `index` is its name. Other unique violations are somebody else's. */
export function isDuplicateKey(error: unknown, index: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // The server names the index only in its message: "… index: <name> dup key …".
  return code === 11_000 && typeof message === 'string' && message.includes(`index: ${index} `);
}
