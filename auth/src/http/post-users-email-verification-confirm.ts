import { defineRoute, reply } from '@ticketing/common/http';
import { originOf } from './origin-of.ts';
import { renewSession } from './renew-session.ts';
import type { RouteDeps } from './route-deps.ts';
import { readRefreshToken } from './session-cookies.ts';
import { confirmBody, verificationResponse } from './user-schemas.ts';

/** POST /api/users/email-verification/confirm → 200 the address is confirmed | 400 invalid or expired link */
export const postUsersEmailVerificationConfirm = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/email-verification/confirm',
    operationId: 'confirmEmail',
    summary: 'Confirm an address with the token of the mailed link',
    access: 'optional',
    priority: 'high',
    body: confirmBody,
    responses: {
      200: { description: 'Confirmed; a repeat changes nothing', schema: verificationResponse },
      400: { description: 'The link is unknown (`link_invalid`) or has expired (`link_expired`)' },
    },
    handler: async ({ body, user, res }) => {
      const { userId } = await deps.useCases.confirmEmail({ ...body, address: originOf(res.req).address });
      const refreshToken = readRefreshToken(res.req);
      const session = refreshToken && (await deps.useCases.sessionOfToken(refreshToken));
      // The token of this browser's session says from now on that the address is confirmed.
      if (session && session.userId === userId) await renewSession(deps, res, user);
      return reply(200, { emailVerified: true });
    },
  });
