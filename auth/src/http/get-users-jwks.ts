import { defineRoute, reply } from '@ticketing/common/http';
import { publicKeySet } from '@ticketing/common/session-keys';
import { z } from 'zod';
import type { RouteDeps } from './route-deps.ts';

const jwk = z.object({
  kid: z.string(),
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  alg: z.string(),
  use: z.string(),
});

/** GET /api/users/jwks.json → 200 the public keys of sessions */
export const getUsersJwks = ({ accessTokens }: Pick<RouteDeps, 'accessTokens'>) =>
  defineRoute({
    method: 'get',
    path: '/api/users/jwks.json',
    operationId: 'readSessionKeys',
    summary: 'The keys that verify sessions (RFC 7517)',
    access: 'public',
    responses: {
      200: {
        description: 'The public keys; the first one signs. None when sessions are signed with the shared key',
        schema: z.object({ keys: z.array(jwk) }),
        contentType: 'application/jwk-set+json',
      },
    },
    handler: () =>
      reply(200, publicKeySet(accessTokens.published), {
        'Content-Type': 'application/jwk-set+json',
        'Cache-Control': 'public, max-age=300',
      }),
  });
