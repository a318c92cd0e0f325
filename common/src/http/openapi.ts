import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
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

const idempotencyKey = z.string().optional().meta({
  description: 'Requests with the same key and body have one effect and get the same response',
  example: '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10',
});
const ifMatch = z
  .string()
  .optional()
  .meta({ description: 'The version that was read, quoted: its ETag', example: '"3"' });

/** Headers beside those of every request. */
function headersOf({ isIdempotent, isConditional }: RouteSpec): { header?: z.ZodObject } {
  const headers = {
    ...(isIdempotent && { 'Idempotency-Key': idempotencyKey }),
    ...(isConditional && { 'If-Match': ifMatch }),
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
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { description, schema, contentType }]) => {
        const answer = schema ?? (Number(status) >= 400 ? errorBody : undefined);
        return [status, { description, ...(answer && json(answer, contentType)) }];
      }),
    ),
  };
}

/** Builds a service's OpenAPI 3.1 document from the schemas that validate its requests. */
export function documentOf(service: string, routes: RouteSpec[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
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
