import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponseObject } from 'zod-openapi';
import { challengeHeader, proofHeader } from './proof-of-work.ts';
import type { FileBody, RouteSpec } from './route.ts';

export const errorBody = z
  .object({
    errors: z.array(z.object({ message: z.string(), field: z.string().optional(), code: z.string().optional() })),
  })
  .meta({ id: 'Errors' });

const json = (schema: z.ZodType, contentType = 'application/json') => ({ content: { [contentType]: { schema } } });

const file = ({ contentTypes }: FileBody) => ({
  content: Object.fromEntries(
    contentTypes.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
  ),
});

/** Sent with every 429 and 503. */
const retryAfter = {
  'Retry-After': {
    description: 'Seconds until a repeat may succeed',
    required: true,
    schema: { type: 'string' as const, pattern: '^[0-9]+$' },
  },
};

const refusal = (id: string, description: string): ZodOpenApiResponseObject => ({
  id,
  description,
  ...json(errorBody),
});

/** Refusals by the checks that routes have in common. A route documents its own refusals of the same status instead. */
const shared = {
  badRequest: refusal(
    'BadRequest',
    'Invalid input: a field, the JSON (`invalid_json`), the query (`invalid_query`) or the Idempotency-Key',
  ),
  notSignedIn: refusal('NotSignedIn', 'Not signed in'),
  crossSite: refusal('CrossSite', 'A browser sent the request from another site (`cross_site`)'),
  notFound: refusal('NotFound', 'No such row, or a malformed id'),
  keyReused: refusal(
    'IdempotencyKeyTaken',
    'The Idempotency-Key was used with another request (`idempotency_key_reused`), or the first one is in progress (`idempotency_in_progress`)',
  ),
  tooLarge: refusal('BodyTooLarge', 'The body is over the limit (`body_too_large`)'),
  unsupportedType: refusal('UnsupportedContentType', 'The body has another content type (`unsupported_content_type`)'),
  // Sent by Node's HTTP parser, before any route.
  headersTooLarge: { id: 'HeadersTooLarge', description: 'Address and headers exceed 16 KiB' },
  unavailable: {
    ...refusal(
      'Unavailable',
      'Overload (`overloaded`), a required service is away (`dependency_unavailable`), or an event is on its way (`not_caught_up`)',
    ),
    headers: retryAfter,
  },
} satisfies Record<string, ZodOpenApiResponseObject>;

/** The shared refusals that a route can answer with. */
function sharedResponses({ method, access, params, acceptsRawBody, isIdempotent }: RouteSpec) {
  const isMutation = method !== 'get';
  return {
    400: shared.badRequest,
    ...(access === 'required' && { 401: shared.notSignedIn }),
    ...(isMutation && !acceptsRawBody && { 403: shared.crossSite }),
    ...(params && { 404: shared.notFound }),
    ...(isIdempotent && { 409: shared.keyReused }),
    ...(isMutation && { 413: shared.tooLarge }),
    ...(isMutation && !acceptsRawBody && { 415: shared.unsupportedType }),
    431: shared.headersTooLarge,
    503: shared.unavailable,
  };
}

const idempotencyKey = z.string().optional().meta({
  description: 'Requests with the same key and body have one effect and get the same response',
  example: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10',
});
const ifMatch = z
  .string()
  .optional()
  .meta({ description: 'The version that was read, quoted: its ETag', example: '"3"' });

const proofOfWork = z
  .string()
  .optional()
  .meta({
    description: `The solution of the challenge in the header ${challengeHeader} of a refusal \`proof_of_work_required\``,
  });

/** Headers beside those of every request. */
function headersOf({ isIdempotent, isConditional, provesWorkFor }: RouteSpec): { header?: z.ZodObject } {
  const headers = {
    ...(isIdempotent && { 'Idempotency-Key': idempotencyKey }),
    ...(isConditional && { 'If-Match': ifMatch }),
    ...(provesWorkFor && { [proofHeader]: proofOfWork }),
  };
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {};
}

function operationOf(route: RouteSpec) {
  const { operationId, summary, access, role, body, file: fileBody, query, params, responses } = route;
  return {
    operationId,
    summary,
    ...(role && { description: `Only for people with the role \`${role}\`.` }),
    ...(access === 'required' && { security: [{ session: [] }] }),
    requestParams: {
      ...(params instanceof z.ZodObject && { path: params }),
      ...(query instanceof z.ZodObject && { query }),
      ...headersOf(route),
    },
    ...(body && { requestBody: { required: true, ...json(body) } }),
    ...(fileBody && { requestBody: { required: true, ...file(fileBody) } }),
    responses: {
      ...sharedResponses(route),
      ...Object.fromEntries(
        Object.entries(responses).map(([status, { description, schema, contentType }]) => {
          const answer = schema ?? (Number(status) >= 400 ? errorBody : undefined);
          const headers = ['429', '503'].includes(status) && { headers: retryAfter };
          return [status, { description, ...headers, ...(answer && json(answer, contentType)) }];
        }),
      ),
    },
  };
}

/** Builds a service's OpenAPI 3.1 document from the schemas that validate its requests, without internal routes. */
export function documentOf(service: string, routes: RouteSpec[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes.filter(({ isInternal }) => !isInternal)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: { tags: [service], ...operationOf(route) } };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: `Ticketing: ${service}`, version: '1' },
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } } },
  });
}
