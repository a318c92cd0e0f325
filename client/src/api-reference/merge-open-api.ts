import * as z from 'zod/mini';
import type { Service } from '@/server/config.ts';

const group = z.record(z.string(), z.unknown());

export const openApiDocumentSchema = z.object({
  openapi: z.string().check(z.regex(/^3\./)),
  paths: z.record(z.string(), group),
  components: z.optional(z.record(z.string(), group)),
});
export type OpenApiDocument = z.infer<typeof openApiDocumentSchema>;

/** null when the service did not answer. */
export interface ServiceDocument {
  service: Service;
  document: OpenApiDocument | null;
}

type Components = Record<string, Record<string, unknown>>;

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const about =
  'The HTTP API of all services. Sign in with `POST /api/users/signin`; the session cookie it sets is then sent by itself.';

/** Merges the services' documents. The description names unavailable services, which are omitted. */
export function mergeOpenApi(documents: ServiceDocument[]): OpenApiDocument & Record<string, unknown> {
  const merged = { paths: {} as OpenApiDocument['paths'], components: {} as Components };
  const present = documents.flatMap(({ service, document }) => (document ? [{ service, document }] : []));
  for (const { service, document } of present) addService(merged, service, document);
  const unavailable = documents.filter(({ document }) => !document).map(({ service }) => service);
  return {
    openapi: present.some(({ document }) => document.openapi.startsWith('3.1')) ? '3.1.0' : '3.0.3',
    info: {
      title: 'Ticketing API',
      version: '1',
      description:
        unavailable.length > 0
          ? `${about}\n\n**Missing, because it did not answer:** ${unavailable.join(', ')}.`
          : about,
    },
    servers: [{ url: '/' }],
    tags: present.map(({ service }) => ({ name: service })),
    ...merged,
  };
}

function addService(
  merged: { paths: OpenApiDocument['paths']; components: Components },
  service: Service,
  document: OpenApiDocument,
) {
  const renames = renamesFor(merged.components, service, document.components ?? {});
  const { paths, components = {} } = withRenamedRefs(
    { paths: document.paths, components: document.components },
    renames,
  );
  for (const [path, item] of Object.entries(paths)) {
    merged.paths[path] = { ...merged.paths[path], ...withTag(item, service) };
  }
  for (const [section, entries] of Object.entries(components)) {
    merged.components[section] ??= {};
    const target = merged.components[section];
    for (const [name, entry] of Object.entries(entries)) {
      target[renames.get(`#/components/${section}/${name}`)?.split('/').at(-1) ?? name] = entry;
    }
  }
}

/** If two services define a schema of the same name differently, the later one is prefixed with its service's name. */
function renamesFor(taken: Components, service: Service, components: Components): Map<string, string> {
  const renames = new Map<string, string>();
  for (const [section, entries] of Object.entries(components)) {
    for (const [name, entry] of Object.entries(entries)) {
      const other = taken[section]?.[name];
      if (other === undefined || JSON.stringify(other) === JSON.stringify(entry)) continue;
      renames.set(`#/components/${section}/${name}`, `#/components/${section}/${service}.${name}`);
    }
  }
  return renames;
}

function withRenamedRefs<T>(value: T, renames: Map<string, string>): T {
  if (renames.size === 0) return value;
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === '$ref' && typeof inner === 'string' ? (renames.get(inner) ?? inner) : inner,
  );
}

function withTag(item: Record<string, unknown>, service: Service): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([key, operation]) =>
      methods.has(key) && typeof operation === 'object' ? [key, { ...operation, tags: [service] }] : [key, operation],
    ),
  );
}
