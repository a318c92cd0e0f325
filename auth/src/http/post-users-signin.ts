import { randomUUID } from 'node:crypto';
import { defineRoute, reply, startSession } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { signInBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signin → 200 and the session cookie | 400 invalid input, invalid credentials | 429 too many attempts */
export const postUsersSignin = ({ signIn }: Pick<UseCases, 'signIn'>, jwtKey: string) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signin',
    summary: 'Sign in',
    access: 'public',
    body: signInBody,
    responses: {
      200: { description: 'Signed in', schema: userResponse },
      400: { description: 'Invalid input, or invalid credentials (`invalid_credentials`)' },
      429: { description: 'Too many failed attempts (`too_many_attempts`)' },
    },
    handler: async ({ body, res }) => {
      const user = await signIn({ ...body, address: res.req.ip ?? 'unknown' });
      startSession(res, { id: user.id, email: user.email, roles: user.roles, sid: randomUUID() }, jwtKey);
      return reply(200, toUserResponse(user));
    },
  });
