import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { readConfig, type Service } from '@/server/config.ts';
import { log } from '@/server/log.ts';
import { refreshOutcomeCookie, sessionCookies } from '@/server/session-state.ts';
import { type ApiAnswer, callApi, type Send } from './call-api.ts';
import { nextCursor } from './link-header.ts';
import { isOutcomeUnknown } from './problem.ts';
import type { TicketQuery } from './requests.ts';
import type { CurrentUser, Order, Ticket } from './schemas.ts';
import { childTraceparent, traceIdOf } from './traceparent.ts';

const defaultTimeoutMs = 5_000;
const maxOwnListings = 2_000;

/** Calls a service while a page is rendered, with the visitor's session and trace. */
export async function read<T>(service: Service, send: Send<T>, timeoutMs = defaultTimeoutMs): Promise<ApiAnswer<T>> {
  const session = await sessionHeader();
  const traceparent = childTraceparent((await headers()).get('traceparent'));
  const answer = await callApi(fetch, send, {
    baseUrl: readConfig().serviceUrls[service],
    timeoutMs,
    headers: { traceparent, ...(session ? { cookie: session } : {}) },
  });
  if (!answer.ok && isOutcomeUnknown(answer.problem)) {
    log.warn({ traceId: traceIdOf(traceparent), service, ...answer.problem }, 'service gave no usable answer');
  }
  return answer;
}

/** Cached per request. Null for an anonymous visitor, and while the auth service is unavailable. */
export const readCurrentUser = cache(async (): Promise<CurrentUser | null> => {
  if (!(await hasSessionCookie())) return null;
  const answer = await read('auth', (api) => api.GET('/api/users/currentuser'));
  return answer.ok ? answer.value.currentUser : null;
});

/** The visitor's session cookies, as auth set them. */
async function sessionHeader(): Promise<string> {
  const jar = await cookies();
  return sessionCookies.flatMap((name) => (jar.has(name) ? [`${name}=${jar.get(name)?.value}`] : [])).join('; ');
}

const hasSessionCookie = async (): Promise<boolean> => (await sessionHeader()) !== '';

/** Whether the visitor was signed in and is no longer. */
export const hasSessionEnded = async (): Promise<boolean> =>
  (await hasSessionCookie()) || (await cookies()).get(refreshOutcomeCookie)?.value === 'ended';

/** The visitor's sessions, last used first. */
export const readSessions = () => read('auth', (api) => api.GET('/api/users/sessions'));

/** The visitor's account. */
export const readProfile = () => read('auth', (api) => api.GET('/api/users/profile'));

export const searchTickets = (query: TicketQuery) =>
  read('tickets', (api) => api.GET('/api/tickets', { params: { query } }));

/** Cached per request, because both the page's metadata and its content need it. */
export const readTicket = cache((ticketId: string) =>
  read('tickets', (api) => api.GET('/api/tickets/{id}', { params: { path: { id: ticketId } } })),
);

export const readSimilarTickets = (ticketId: string) =>
  read('tickets', (api) => api.GET('/api/tickets/{id}/similar', { params: { path: { id: ticketId } } }));

export const readSeller = (ticketId: string) =>
  read('tickets', (api) => api.GET('/api/tickets/{id}/seller', { params: { path: { id: ticketId } } }));

/** Returns the tickets for pictures and details; none if the service is unavailable. @param ticketIds at most 100 */
export async function readTickets(ticketIds: readonly string[]): Promise<Map<string, Ticket>> {
  if (ticketIds.length === 0) return new Map();
  const answer = await searchTickets({ ids: [...new Set(ticketIds)].join(',') });
  return new Map(answer.ok ? answer.value.map((ticket) => [ticket.id, ticket]) : []);
}

/** Reads all pages of a list. @param max ends it earlier, at the end of a page */
export async function readPages<T>(
  readPage: (query: { limit: number; cursor?: string }) => Promise<ApiAnswer<T[]>>,
  max = Number.POSITIVE_INFINITY,
): Promise<ApiAnswer<T[]>> {
  const found: T[] = [];
  let cursor: string | null = null;
  for (;;) {
    const answer: ApiAnswer<T[]> = await readPage({ limit: 100, ...(cursor && { cursor }) });
    if (!answer.ok) return answer;
    found.push(...answer.value);
    cursor = nextCursor(answer.headers.get('link'));
    if (!cursor || found.length >= max) return { ...answer, value: found };
  }
}

/** Returns the listings of the visitor, newest first, over all pages, because the page shows a total. */
export const readOwnTickets = (max = maxOwnListings): Promise<ApiAnswer<Ticket[]>> =>
  readPages((query) => read('tickets', (api) => api.GET('/api/tickets/mine', { params: { query } })), max);

/** All orders of the visitor, newest first. */
export const readAllOrders = (): Promise<ApiAnswer<Order[]>> =>
  readPages((query) => read('orders', (api) => api.GET('/api/orders', { params: { query } })));

/** Every attempt to pay an order of the visitor, newest first. */
export const readPayments = (orderId: string) =>
  read('payments', (api) => api.GET('/api/payments/mine', { params: { query: { orderId } } }));

/** Divisible by the number of columns. */
const ordersAPage = 24;

/** A page of the visitor's orders, newest first. */
export const readOrders = (cursor: string | undefined) =>
  read('orders', (api) => api.GET('/api/orders', { params: { query: { limit: ordersAPage, cursor } } }));

/** Cached per request, because both the page's metadata and its content need it. */
export const readOrder = cache((orderId: string) =>
  read('orders', (api) => api.GET('/api/orders/{id}', { params: { path: { id: orderId } } })),
);

export const readReservationTerms = () => read('orders', (api) => api.GET('/api/orders/terms'));

export const readPaymentConfig = () => read('payments', (api) => api.GET('/api/payments/config'));
