import { waitFor } from '@ticketing/common/backoff';
import mongoose from 'mongoose';

export interface ReplicaSetMember {
  /** The server's address for this program, `host:port`. */
  address: string;
  /** The address for clients and for the member itself; differs only behind a proxy. */
  advertisedAddress?: string;
}

export const replicaSetName = 'rs0';
const notYetInitialized = 94;

/**
 * Makes a server the primary of its single-member replica set: initiates the set once, and updates the member's address
 * if it has changed. Transactions and change streams require a replica set. Idempotent.
 * @throws when the server is not primary within 30 s
 */
export async function initiateReplicaSet({ address, advertisedAddress = address }: ReplicaSetMember): Promise<void> {
  const initiate = async (admin: MongoAdmin) => {
    const members = [{ _id: 0, host: advertisedAddress }];
    const config = await configOf(admin);
    if (config === null) {
      await admin.command({ replSetInitiate: { _id: replicaSetName, members } });
    } else if (config.members[0]?.host !== advertisedAddress) {
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
    }
    const isPrimary = async () => ((await admin.command({ hello: 1 })).isWritablePrimary === true ? true : null);
    if (!(await waitFor(isPrimary, { timeoutMs: 30_000, intervalMs: 50 }))) {
      throw new Error(`${address} did not become the primary of its replica set within 30 s`);
    }
  };
  await withMember(address, initiate, 30_000);
}

export type MongoAdmin = ReturnType<NonNullable<mongoose.Connection['db']>['admin']>;

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

async function configOf(admin: MongoAdmin): Promise<ReplicaSetConfig | null> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config as ReplicaSetConfig;
  } catch (error) {
    if ((error as { code?: number }).code === notYetInitialized) return null;
    throw error;
  }
}

/**
 * Runs admin commands on one server, whatever its replica set.
 * @param withinMs how long to wait for a response before failing; a busy machine may need several seconds
 */
export async function withMember<T>(
  address: string,
  work: (admin: MongoAdmin) => Promise<T>,
  withinMs = 1_000,
): Promise<T> {
  const connection = mongoose.createConnection(`mongodb://${address}/admin?directConnection=true`, {
    serverSelectionTimeoutMS: withinMs,
    autoCreate: false,
  });
  try {
    await connection.asPromise();
    if (!connection.db) throw new Error('not connected');
    return await work(connection.db.admin());
  } finally {
    await connection.close().catch(() => {});
  }
}
