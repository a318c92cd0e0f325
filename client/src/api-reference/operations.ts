import * as z from 'zod/mini';
import type { OpenApiDocument } from './merge-open-api.ts';
import { typeText } from './type-text.ts';

/** An operation as the reference shows it: types are text. */
export interface Operation {
  /** For links to it. */
  id: string;
  method: string;
  path: string;
  summary: string;
  needsSession: boolean;
  parameters: Parameter[];
  /** The request body's type; null without a body. */
  body: Typed | null;
  responses: (Typed & { status: string; description: string })[];
}

interface Parameter {
  name: string;
  in: string;
  isRequired: boolean;
  type: string;
  description: string;
}

interface Typed {
  contentType: string | null;
  type: string | null;
}

const content = z.optional(z.record(z.string(), z.object({ schema: z.optional(z.unknown()) })));
const response = z.object({ description: z._default(z.string(), ''), content });
const operationSchema = z.object({
  tags: z._default(z.array(z.string()), []),
  summary: z._default(z.string(), ''),
  security: z._default(z.array(z.unknown()), []),
  parameters: z._default(
    z.array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z._default(z.boolean(), false),
        description: z._default(z.string(), ''),
        schema: z.optional(z.unknown()),
      }),
    ),
    [],
  ),
  requestBody: z.optional(z.object({ content })),
  responses: z._default(z.record(z.string(), z.union([z.object({ $ref: z.string() }), response])), {}),
});

/** Returns a document's operations by service, in the document's order. Entries that are no operation are left out. */
export function operationsOf(document: OpenApiDocument): Map<string, Operation[]> {
  const components = document.components ?? {};
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, value]) => {
      const parsed = operationSchema.safeParse(value);
      return parsed.success
        ? [{ tag: parsed.data.tags[0] ?? '', operation: toOperation(method, path, parsed.data, components) }]
        : [];
    }),
  );
  const byTag = Map.groupBy(all, ({ tag }) => tag);
  return new Map([...byTag].map(([tag, found]) => [tag, found.map(({ operation }) => operation)]));
}

function toOperation(
  method: string,
  path: string,
  { summary, security, parameters, requestBody, responses }: z.infer<typeof operationSchema>,
  { schemas = {}, responses: shared = {} }: Record<string, Record<string, unknown>>,
): Operation {
  const resolve = (of: (typeof responses)[string]) =>
    '$ref' in of ? response.parse(shared[of.$ref.split('/').at(-1) ?? ''] ?? {}) : of;
  const typed = (of: z.infer<typeof content>): Typed => {
    const [contentType, { schema } = {}] = Object.entries(of ?? {})[0] ?? [];
    return { contentType: contentType ?? null, type: schema === undefined ? null : typeText(schema, schemas) };
  };
  return {
    id: `${method}${path}`.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, ''),
    method: method.toUpperCase(),
    path,
    summary,
    needsSession: security.length > 0,
    parameters: parameters.map(({ name, in: place, required: isRequired, description, schema }) => {
      return { name, in: place, isRequired, description, type: typeText(schema, schemas) };
    }),
    body: requestBody ? typed(requestBody.content) : null,
    responses: Object.entries(responses).map(([status, given]) => {
      const { description, content: of } = resolve(given);
      return { status, description, ...typed(of) };
    }),
  };
}
