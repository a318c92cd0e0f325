import { initiateReplicaSet, type ReplicaSetMember } from './initiate-replica-set.ts';
import { createFirstUser, type DatabaseUser, ensureUsers, hasUser } from './mongo-users.ts';

export interface SecureMemberOptions extends Omit<ReplicaSetMember, 'usesTls' | 'user'> {
  administrator: { username: string; password: string };
  users: readonly DatabaseUser[];
}

/**
 * Makes a server with TLS and credentials the primary of its one-member set, and creates its users. Idempotent. Runs on the server's machine:
 * only from there the first user, the administrator, can be created.
 */
export async function secureMember({ administrator, users, ...member }: SecureMemberOptions): Promise<void> {
  const access = { ...member, usesTls: true, user: administrator };
  if (!(await hasUser(access))) {
    await initiateReplicaSet({ ...member, usesTls: true });
    await createFirstUser({ ...member, usesTls: true }, administrator);
  }
  await initiateReplicaSet(access);
  await ensureUsers(access, users);
}
