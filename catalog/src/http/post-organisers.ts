import { defineRoute, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { organiserBody, organiserResponse, toOrganiserResponse } from './organiser-schemas.ts';

/** POST /api/organisers → 201 | 400 | 401 | 403 not verified | 429 too many */
export const postOrganisers = ({ createOrganiser }: Pick<UseCases, 'createOrganiser'>) =>
  defineRoute({
    method: 'post',
    path: '/api/organisers',
    operationId: 'createOrganiser',
    summary: 'Found an organiser and own it',
    access: 'required',
    isIdempotent: true,
    body: organiserBody,
    responses: {
      201: { description: 'Founded', schema: organiserResponse },
      400: { description: 'Invalid input' },
      401: { description: 'Not signed in' },
      403: {
        description:
          'Your e-mail address is not confirmed (`email_not_verified`), or your account was deleted (`account_deleted`)',
      },
      429: { description: 'Too many organisers within a day (`too_many_organisers`)' },
    },
    handler: async ({ body: { name }, user, effect }) => {
      const { id: userId, isEmailVerified } = user;
      const organiser = await createOrganiser({ userId, isEmailVerified, name, effect });
      return reply(201, toOrganiserResponse(organiser));
    },
  });
