import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { originOf } from './origin-of.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies, clearSiteData, readRefreshToken } from './session-cookies.ts';

/** POST /api/users/signout → 200 {}; clears the cookies and ends the session */
export const postUsersSignout = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signout',
    operationId: 'signOut',
    summary: 'Sign out',
    access: 'optional',
    priority: 'high',
    responses: { 200: { description: 'Signed out in every service', schema: z.object({}) } },
    handler: async ({ user, res }) => {
      await useCases.signOut({
        access: user?.sid ? { userId: user.id, sid: user.sid, expiresAt: new Date(user.exp * 1000) } : null,
        refreshToken: readRefreshToken(res.req),
        address: originOf(res.req).address,
      });
      clearSessionCookies(res);
      return reply(200, {}, clearSiteData(res.req));
    },
  });
