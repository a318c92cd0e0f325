import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { normalizeEmail, type Role } from '../domain/user.ts';
import { type EndSessionsDeps, endSessionsOf } from './end-sessions.ts';

export interface ChangeRolesDeps extends EndSessionsDeps {
  securityLog: SecurityLog;
}

export interface RoleChange {
  email: string;
  role: Role;
  change: 'grant' | 'revoke';
}

/**
 * Gives a role to a user or takes it away. All sessions of the user end, because their tokens state the old roles.
 * Repeating it changes nothing.
 * @returns false when no user has this email
 */
export const changeRoles =
  (deps: ChangeRolesDeps) =>
  async ({ email, role, change }: RoleChange): Promise<boolean> => {
    const { connection, users, securityLog } = deps;
    const changed = await inTransaction(connection, async (tx) => {
      const user = await users.findByEmail(normalizeEmail(email), tx);
      if (!user) return null;
      if (user.roles.includes(role) === (change === 'grant')) return { userId: user.id, isChange: false };
      await users.setRoles(
        tx,
        user.id,
        change === 'grant' ? [...user.roles, role] : user.roles.filter((other) => other !== role),
      );
      await endSessionsOf(deps)(tx, user.id);
      return { userId: user.id, isChange: true };
    });
    if (changed?.isChange)
      securityLog({
        action: change === 'grant' ? 'role-granted' : 'role-revoked',
        outcome: 'success',
        userId: changed.userId,
        fields: { role },
      });
    return changed !== null;
  };
