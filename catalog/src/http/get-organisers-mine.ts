import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { organiserResponse, toOrganiserResponse } from './organiser-schemas.ts';

/** GET /api/organisers/mine → 200 the organisers that the caller is a member of | 401 */
export const getOrganisersMine = ({ readOwnOrganisers }: Pick<UseCases, 'readOwnOrganisers'>) =>
  defineRoute({
    method: 'get',
    path: '/api/organisers/mine',
    operationId: 'listOwnOrganisers',
    summary: 'The organisers that you are a member of',
    access: 'required',
    responses: {
      200: { description: 'Oldest first', schema: z.array(organiserResponse) },
      401: { description: 'Not signed in' },
    },
    handler: async ({ user }) => {
      const organisers = await readOwnOrganisers({ userId: user.id });
      return reply(200, organisers.map(toOrganiserResponse));
    },
  });
