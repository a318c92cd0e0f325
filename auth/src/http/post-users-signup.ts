import { randomUUID } from 'node:crypto';
import { defineRoute, reply, startSession } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { signUpBody, toUserResponse, userResponse } from './user-schemas.ts';

/** POST /api/users/signup → 201 and the session cookie | 400 invalid input, email in use */
export const postUsersSignup = ({ signUp }: Pick<UseCases, 'signUp'>, jwtKey: string) =>
  defineRoute({
    method: 'post',
    path: '/api/users/signup',
    summary: 'Sign up',
    access: 'public',
    body: signUpBody,
    responses: {
      201: { description: 'Signed up and in', schema: userResponse },
      400: { description: 'Invalid input, or the email is in use (`email_in_use`)' },
    },
    handler: async ({ body, res }) => {
      const user = await signUp(body);
      startSession(res, { id: user.id, email: user.email, roles: user.roles, sid: randomUUID() }, jwtKey);
      return reply(201, toUserResponse(user));
    },
  });
