import { describeSpan, inDependencySpan } from '@ticketing/common/telemetry';
import Stripe from 'stripe';

/** Creates Stripe's usual HTTP client, whose requests are spans within an exported trace. Bodies are not recorded. */
export function createTracedClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = (host, port, path, method, ...rest) =>
    inDependencySpan(
      () => ({
        name: `${method} ${routeOf(path)}`,
        attributes: {
          'http.request.method': method,
          'server.address': host,
          'peer.service': 'stripe',
          'url.template': routeOf(path),
        },
      }),
      async () => {
        const response = await send(host, port, path, method, ...rest);
        describeSpan({ 'http.response.status_code': response.getStatusCode() });
        return response;
      },
    );
  return client;
}

/** Returns a path without its id and query: `/v1/payment_intents/{id}/confirm`. */
function routeOf(path: string): string {
  const [version, resource, id, ...action] = (path.split('?')[0] ?? '').split('/').filter(Boolean);
  return ['', version, resource, ...(id ? ['{id}'] : []), ...action].join('/');
}
