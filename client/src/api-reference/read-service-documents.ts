import { readConfig, type Service } from '@/server/config.ts';
import { log } from '@/server/log.ts';
import { type OpenApiDocument, openApiDocumentSchema, type ServiceDocument } from './merge-open-api.ts';

const paths: [service: Service, path: string][] = [
  ['auth', '/api/users/openapi.json'],
  ['tickets', '/api/tickets/openapi.json'],
  ['catalog', '/api/performances/openapi.json'],
  ['orders', '/api/orders/openapi.json'],
  ['bookings', '/api/bookings/openapi.json'],
  ['payments', '/api/payments/openapi.json'],
  ['ops', '/api/ops/openapi.json'],
];

export function readServiceDocuments(): Promise<ServiceDocument[]> {
  const { serviceUrls } = readConfig();
  return Promise.all(
    paths.map(async ([service, path]) => {
      const document = await readDocument(serviceUrls[service] + path).catch((err: unknown) => {
        log.warn({ service, err }, 'no OpenAPI document');
        return null;
      });
      return { service, document };
    }),
  );
}

async function readDocument(url: string): Promise<OpenApiDocument> {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
  return openApiDocumentSchema.parse(await response.json());
}
