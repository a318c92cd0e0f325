import { type MemberAccess, type MongoAdmin, withMember } from './initiate-replica-set.ts';

export interface DatabaseUser {
  username: string;
  password: string;
  /** The databases that it may read and write, and whose changes it may follow. */
  databases: readonly string[];
}

const authenticationFailed = 18;
const withinMs = 30_000;

/** Whether the server knows the user that this access names. Waits for a server that is starting. */
export async function hasUser(access: MemberAccess): Promise<boolean> {
  try {
    await withMember(access, (admin) => admin.command({ ping: 1 }), withinMs);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === authenticationFailed) return false;
    throw error;
  }
}

/**
 * Creates the administrator of a server that has no user yet.
 * @param access without a user: as long as there is none, a program on the server's machine may create the first one
 */
export const createFirstUser = (
  access: MemberAccess,
  { username, password }: { username: string; password: string },
): Promise<void> =>
  withMember(
    access,
    async (admin) => void (await admin.command({ createUser: username, pwd: password, roles: ['root'] })),
    withinMs,
  );

/** Creates users with exactly these rights, or updates them. Idempotent. */
export const ensureUsers = (access: MemberAccess, users: readonly DatabaseUser[]): Promise<void> =>
  withMember(
    access,
    async (admin) => {
      for (const user of users) await ensureUser(admin, user);
    },
    withinMs,
  );

async function ensureUser(admin: MongoAdmin, { username, password, databases }: DatabaseUser): Promise<void> {
  const { users } = (await admin.command({ usersInfo: username })) as unknown as { users: unknown[] };
  const roles = databases.map((db) => ({ role: 'readWrite', db }));
  await admin.command({ [users.length > 0 ? 'updateUser' : 'createUser']: username, pwd: password, roles });
}
