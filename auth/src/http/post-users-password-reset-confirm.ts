import { defineRoute, reply } from '@ticketing/common/http';
import { originOf } from './origin-of.ts';
import type { RouteDeps } from './route-deps.ts';
import { clearSessionCookies } from './session-cookies.ts';
import { resetBody } from './user-schemas.ts';

/** POST /api/users/password-reset/confirm → 204, all sessions have ended | 400 invalid input, invalid or used link */
export const postUsersPasswordResetConfirm = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/password-reset/confirm',
    operationId: 'resetPassword',
    summary: 'Set a new password with the token of the mailed link',
    access: 'public',
    priority: 'high',
    body: resetBody,
    responses: {
      204: { description: 'The password is set; all sessions of the account have ended' },
      400: {
        description:
          'Invalid input, the link is unknown (`link_invalid`), used (`link_used`) or expired (`link_expired`), or the password is easy to guess (`password_common`, `password_is_email`, `password_blank`)',
      },
    },
    handler: async ({ body, res }) => {
      await useCases.resetPassword({ ...body, address: originOf(res.req).address });
      clearSessionCookies(res);
      return reply(204);
    },
  });
