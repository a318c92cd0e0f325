import { waitFor } from '@ticketing/common/backoff';
import mongoose from 'mongoose';

/** How this program reaches one server. */
export interface MemberAccess {
  /** `host:port`. */
  address: string;
  /** Whether the server asks for TLS. */
  usesTls?: boolean;
  /** PEM of the authority that has signed the server's certificate, if Node does not trust it anyway. */
  caFile?: string;
  /** Whom to connect as; nobody before the first user exists. */
  user?: { username: string; password: string };
}

export interface ReplicaSetMember extends MemberAccess {
  /** The address for clients and for the member itself; differs only behind a proxy. */
  advertisedAddress?: string;
}

export const replicaSetName = 'rs0';
const notYetInitialized = 94;
const alreadyInitialized = 23;
/** A server without users lets its set be initiated, but not be read. */
const unauthorized = 13;

/**
 * Makes a server the primary of its single-member replica set: initiates the set once, and updates the member's address
 * if it has changed. Transactions and change streams require a replica set. Idempotent.
 * @throws when the server is not primary within 30 s
 */
export async function initiateReplicaSet({ advertisedAddress, ...access }: ReplicaSetMember): Promise<void> {
  const host = advertisedAddress ?? access.address;
  const initiate = async (admin: MongoAdmin) => {
    const members = [{ _id: 0, host }];
    const config = await configOf(admin, access);
    if (config === null) {
      await admin.command({ replSetInitiate: { _id: replicaSetName, members } }).catch(ignoreCode(alreadyInitialized));
    } else if (config.members[0]?.host !== host) {
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
    }
    const isPrimary = async () => ((await admin.command({ hello: 1 })).isWritablePrimary === true ? true : null);
    if (!(await waitFor(isPrimary, { timeoutMs: 30_000, intervalMs: 50 }))) {
      throw new Error(`${access.address} did not become the primary of its replica set within 30 s`);
    }
  };
  await withMember(access, initiate, 30_000);
}

export type MongoAdmin = ReturnType<NonNullable<mongoose.Connection['db']>['admin']>;

const ignoreCode = (ignored: number) => (error: unknown) => {
  if ((error as { code?: number }).code !== ignored) throw error;
};

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

async function configOf(admin: MongoAdmin, access: MemberAccess): Promise<ReplicaSetConfig | null> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config as ReplicaSetConfig;
  } catch (error) {
    const { code } = error as { code?: number };
    if (code === notYetInitialized || (code === unauthorized && !access.user)) return null;
    throw error;
  }
}

/**
 * Runs admin commands on one server, whatever its replica set.
 * @param withinMs how long to wait for a response before failing; a busy machine may need several seconds
 */
export async function withMember<T>(
  { address, usesTls = false, caFile, user }: MemberAccess,
  work: (admin: MongoAdmin) => Promise<T>,
  withinMs = 1_000,
): Promise<T> {
  const connection = mongoose.createConnection(`mongodb://${address}/admin`, {
    directConnection: true,
    tls: usesTls,
    ...(caFile && { tlsCAFile: caFile }),
    ...(user && { auth: user, authSource: 'admin' }),
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
