import { waitFor } from '@ticketing/common/backoff';
import mongoose from 'mongoose';

export interface ReplicaSetMember {
  /** Where this program reaches the server, `host:port`. */
  address: string;
  /** Where clients, and the member itself, find it; the same unless something stands before it. */
  advertisedAddress?: string;
}

export const replicaSetName = 'rs0';
const notYetInitialized = 94;

/**
 * Makes a server the primary of its one-member set: initiates the set once, and changes the member's address when an
 * earlier start had another. Transactions and change streams need a set. Idempotent.
 * @throws when it is not the primary within 30 s
 */
export async function initiateReplicaSet({ address, advertisedAddress = address }: ReplicaSetMember): Promise<void> {
  await withMember(address, async (admin) => {
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
  });
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

/** Speaks to one server, whatever set it belongs to. @throws when it does not answer within a second */
export async function withMember<T>(address: string, work: (admin: MongoAdmin) => Promise<T>): Promise<T> {
  const connection = mongoose.createConnection(`mongodb://${address}/admin?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
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
