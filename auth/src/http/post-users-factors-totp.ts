import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { changeRefusals } from './factor-responses.ts';
import type { RouteDeps } from './route-deps.ts';

/** POST /api/users/factors/totp → 201 a secret for an authenticator app | 401 | 403 | 404 | 409 there is one already */
export const postUsersFactorsTotp = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/totp',
    operationId: 'startTotp',
    summary: 'Begin to add an authenticator app (RFC 6238)',
    access: 'required',
    priority: 'high',
    responses: {
      201: {
        description: 'For the app, once; nothing changes until its first code confirms it',
        schema: z.object({ secret: z.string().describe('Base 32'), uri: z.string().describe('For a QR code') }),
      },
      ...changeRefusals,
      409: { description: 'The account has one already (`factor_exists`)' },
    },
    handler: async ({ user }) => reply(201, await useCases.startTotp({ userId: user.id, sid: user.sid })),
  });
