import { clearSession, defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** POST /api/users/signout → 200 {}; clears the cookie and revokes its token */
export const postUsersSignout = ({ signOut }: Pick<UseCases, 'signOut'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signout',
    summary: 'Sign out',
    access: 'optional',
    priority: 'high',
    responses: { 200: { description: 'Signed out, everywhere', schema: z.object({}) } },
    handler: async ({ user, res }) => {
      if (user?.sid) await signOut({ sid: user.sid, expiresAt: new Date(user.exp * 1000) });
      clearSession(res);
      return reply(200, {});
    },
  });
