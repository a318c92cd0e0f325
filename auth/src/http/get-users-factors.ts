import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { RouteDeps } from './route-deps.ts';

const factors = z
  .object({
    totp: z.object({ enabledAt: z.iso.datetime() }).nullable().describe('The authenticator app'),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        createdAt: z.iso.datetime(),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    ),
    recoveryCodesLeft: z.number(),
  })
  .meta({ id: 'Factors' });

/** GET /api/users/factors → 200 the account's factors besides its password | 401 */
export const getUsersFactors = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'get',
    path: '/api/users/factors',
    operationId: 'readFactors',
    summary: 'How one signs in besides the password',
    access: 'required',
    responses: {
      200: { description: 'The authenticator app, the passkeys, oldest first, and recovery codes', schema: factors },
      401: { description: 'Not signed in' },
    },
    handler: async ({ user }) => {
      const { totp, passkeys, recoveryCodesLeft } = await useCases.listFactors(user.id);
      return reply(200, {
        totp: totp && { enabledAt: totp.enabledAt.toISOString() },
        passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
          ...{ id, name, createdAt: createdAt.toISOString() },
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
        recoveryCodesLeft,
      });
    },
  });
