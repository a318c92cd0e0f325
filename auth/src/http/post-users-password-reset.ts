import { pause } from '@ticketing/common/backoff';
import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { originOf } from './origin-of.ts';
import { languageOf, type RouteDeps } from './route-deps.ts';
import { resetRequestBody } from './user-schemas.ts';

/** Longer than the work for a known address takes, so that the time does not tell whether it is known. Milliseconds. */
const minimumMs = 250;

/** POST /api/users/password-reset → 202, whether or not an account has the address | 400 invalid input | 429 */
export const postUsersPasswordReset = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/password-reset',
    operationId: 'requestPasswordReset',
    summary: 'Mail a link that sets a new password',
    access: 'public',
    body: resetRequestBody,
    responses: {
      202: { description: 'A mail is on its way if an account has the address', schema: z.object({}) },
      400: { description: 'Invalid input' },
      429: { description: 'Too many mails were requested (`too_many_mails`)' },
    },
    handler: async ({ body, res }) => {
      const { address } = originOf(res.req);
      await Promise.all([
        useCases.requestPasswordReset({ ...body, address, language: languageOf(res.req) }),
        pause(minimumMs),
      ]);
      return reply(202, {});
    },
  });
