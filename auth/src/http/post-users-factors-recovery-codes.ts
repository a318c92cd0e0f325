import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { changeRefusals } from './factor-responses.ts';
import { originOf } from './origin-of.ts';
import type { RouteDeps } from './route-deps.ts';

/** POST /api/users/factors/recovery-codes → 201 ten new codes | 400 no second factor | 401 | 403 | 404 */
export const postUsersFactorsRecoveryCodes = ({ useCases }: Pick<RouteDeps, 'useCases'>) =>
  defineRoute({
    method: 'post',
    path: '/api/users/factors/recovery-codes',
    operationId: 'renewRecoveryCodes',
    summary: 'Replace the recovery codes',
    access: 'required',
    priority: 'high',
    responses: {
      201: {
        description: 'The codes, each for one use; they are not shown again',
        schema: z.object({ recoveryCodes: z.array(z.string()) }),
      },
      400: { description: 'The account has no second factor (`no_second_factor`)' },
      ...changeRefusals,
    },
    handler: async ({ user, res }) => {
      const { address } = originOf(res.req);
      const recoveryCodes = await useCases.renewRecoveryCodes({ userId: user.id, sid: user.sid, address });
      return reply(201, { recoveryCodes });
    },
  });
