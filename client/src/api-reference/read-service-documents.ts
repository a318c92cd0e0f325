import { callApi } from '@/api/call-api.ts';
import { readConfig, type Service } from '@/server/config.ts';
import { log } from '@/server/log.ts';
import { openApiDocumentSchema, type ServiceDocument } from './merge-open-api.ts';

const paths: [service: Service, path: string][] = [
  ['auth', '/api/users/openapi.json'],
  ['tickets', '/api/tickets/openapi.json'],
  ['orders', '/api/orders/openapi.json'],
  ['payments', '/api/payments/openapi.json'],
  ['ops', '/api/ops/openapi.json'],
];

export function readServiceDocuments(): Promise<ServiceDocument[]> {
  const { serviceUrls } = readConfig();
  return Promise.all(
    paths.map(async ([service, path]) => {
      const answer = await callApi(fetch, {
        url: serviceUrls[service] + path,
        schema: openApiDocumentSchema,
        timeoutMs: 3_000,
      });
      if (!answer.ok) log.warn({ service, ...answer.problem }, 'no OpenAPI document');
      return { service, document: answer.ok ? answer.value : null };
    }),
  );
}
