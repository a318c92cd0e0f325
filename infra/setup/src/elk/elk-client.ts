import { TransientError } from '@ticketing/common/errors';

/** An API of Elasticsearch or Kibana. */
export interface ElkServer {
  url: string;
  username: string;
  password: string;
}

interface Answer {
  status: number;
  body: unknown;
}

/** Not ready, overloaded, or, for an import, in conflict with another job. */
const isUnavailable = (status: number): boolean => [408, 409, 429].includes(status) || status >= 500;

/**
 * Sends a request; `body` as JSON, or as a form.
 * @param accepted statuses that are an answer besides 2xx
 * @throws TransientError when the server is not ready; Error with its answer when it refuses; what `fetch` throws when it is unreachable
 */
export async function askElk(
  { url, username, password }: ElkServer,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  { body, accepted = [] }: { body?: object; accepted?: number[] } = {},
): Promise<Answer> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      // Kibana refuses changes without it, because browsers don't send it across origins.
      'kbn-xsrf': 'setup',
      ...(body && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok || accepted.includes(response.status))
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  const problem = `${method} ${path}: ${response.status} ${text.slice(0, 500)}`;
  throw isUnavailable(response.status) ? new TransientError(problem) : new Error(problem);
}
