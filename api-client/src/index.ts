import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './generated/api.ts';

export type * from './generated/api.ts';

/** Calls any route of the marketplace: `client.GET('/api/tickets/{id}', { params: { path: { id } } })`. */
export type ApiClient = Client<paths>;

/**
 * Creates a typed client. A refusal is a value (`error`); an unreachable server and a body that is not JSON are thrown.
 * @param options `baseUrl` of a gateway or service; `fetch` to add sessions, traces or timeouts; request defaults
 */
export const createApiClient = (options: ClientOptions): ApiClient => createClient<paths>(options);
