import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { readConfig, type Service } from '../config.ts';
import { log } from '../log.ts';
import { childTraceparent, traceIdOf } from '../traceparent.ts';
import { type ApiAnswer, type ApiCall, callApi } from './call-api.ts';
import { isOutcomeUnknown } from './problem.ts';
import { currentUserSchema, orderSchema, ordersSchema, ticketSchema, ticketsSchema, type User } from './schemas.ts';

const TIMEOUT_MS = 5_000;
const SESSION_COOKIE = 'session';

/** Reads a service for the page being rendered, in the visitor's name and in the visitor's trace. */
async function read<T>(service: Service, path: string, schema: ApiCall<T>['schema']): Promise<ApiAnswer<T>> {
  const session = (await cookies()).get(SESSION_COOKIE)?.value;
  const traceparent = childTraceparent((await headers()).get('traceparent'));
  const answer = await callApi(fetch, {
    url: readConfig().serviceUrls[service] + path,
    schema,
    timeoutMs: TIMEOUT_MS,
    headers: { traceparent, ...(session ? { cookie: `${SESSION_COOKIE}=${session}` } : {}) },
  });
  if (!answer.ok && isOutcomeUnknown(answer.problem)) {
    log.warn({ traceId: traceIdOf(traceparent), service, ...answer.problem }, 'service gave no usable answer');
  }
  return answer;
}

/** Once a page, however many components ask. Null for a visitor, and while the auth service is away. */
export const readCurrentUser = cache(async (): Promise<User | null> => {
  if (!(await hasSessionCookie())) return null;
  const answer = await read('auth', '/api/users/currentuser', currentUserSchema);
  return answer.ok ? answer.value.currentUser : null;
});

export const hasSessionCookie = async (): Promise<boolean> => (await cookies()).has(SESSION_COOKIE);

export const readTickets = (query: URLSearchParams) => read('tickets', `/api/tickets?${query}`, ticketsSchema);

/** Once a page: its metadata and its content both ask. */
export const readTicket = cache((ticketId: string) =>
  read('tickets', `/api/tickets/${encodeURIComponent(ticketId)}`, ticketSchema),
);

export const readOwnTickets = (query: URLSearchParams) => read('tickets', `/api/tickets/mine?${query}`, ticketsSchema);

/** Once a page: the hold bar asks on every one. */
export const readOrders = cache(() => read('orders', '/api/orders', ordersSchema));

export const readOrder = (orderId: string) => read('orders', `/api/orders/${encodeURIComponent(orderId)}`, orderSchema);
