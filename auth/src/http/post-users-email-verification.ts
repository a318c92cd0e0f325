import { defineRoute, reply } from '@ticketing/common/http';
import { originOf } from './origin-of.ts';
import { renewSession } from './renew-session.ts';
import { languageOf, type RouteDeps } from './route-deps.ts';
import { verificationResponse } from './user-schemas.ts';

/** POST /api/users/email-verification → 202 a mail will arrive | 200 it is confirmed already | 401 | 404 | 429 */
export const postUsersEmailVerification = (deps: RouteDeps) =>
  defineRoute({
    method: 'post',
    path: '/api/users/email-verification',
    operationId: 'requestEmailVerification',
    summary: 'Mail the link that confirms the address again',
    access: 'required',
    responses: {
      200: { description: 'The address is confirmed already; the session says so now', schema: verificationResponse },
      202: { description: 'The mail is on its way', schema: verificationResponse },
      401: { description: 'Not signed in' },
      404: { description: 'The user is not one of this system’s' },
      429: { description: 'Too many mails were requested (`too_many_mails`)' },
    },
    handler: async ({ user, res }) => {
      const { address } = originOf(res.req);
      const { isVerified } = await deps.useCases.requestVerification({
        userId: user.id,
        address,
        language: languageOf(res.req),
      });
      // The address was confirmed in another browser: this one's token does not know.
      if (isVerified && !user.isEmailVerified && user.sid) await renewSession(deps, res, user);
      return reply(isVerified ? 200 : 202, { emailVerified: isVerified });
    },
  });
