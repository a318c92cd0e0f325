import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { readConfig, type Service } from '@/server/config.ts';
import { log } from '@/server/log.ts';
import { refreshOutcomeCookie, sessionCookies } from '@/server/session-state.ts';
import { type ApiAnswer, type ApiCall, callApi } from './call-api.ts';
import { nextCursor } from './link-header.ts';
import { isOutcomeUnknown } from './problem.ts';
import {
  type CurrentUser,
  currentUserSchema,
  orderSchema,
  ordersSchema,
  paymentConfigSchema,
  reservationTermsSchema,
  sellerSchema,
  sessionsSchema,
  type Ticket,
  ticketSchema,
  ticketsSchema,
} from './schemas.ts';
import { childTraceparent, traceIdOf } from './traceparent.ts';

const defaultTimeoutMs = 5_000;
const maxOwnListings = 2_000;

/** Calls a service while a page is rendered, with the visitor's session and trace. */
export async function read<T>(
  service: Service,
  path: string,
  schema: ApiCall<T>['schema'],
  timeoutMs = defaultTimeoutMs,
): Promise<ApiAnswer<T>> {
  const session = await sessionHeader();
  const traceparent = childTraceparent((await headers()).get('traceparent'));
  const answer = await callApi(fetch, {
    url: readConfig().serviceUrls[service] + path,
    schema,
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
  const answer = await read('auth', '/api/users/currentuser', currentUserSchema);
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
export const readSessions = () => read('auth', '/api/users/sessions', sessionsSchema);

export const searchTickets = (query: URLSearchParams) => read('tickets', `/api/tickets?${query}`, ticketsSchema);

/** Cached per request, because both the page's metadata and its content need it. */
export const readTicket = cache((ticketId: string) =>
  read('tickets', `/api/tickets/${encodeURIComponent(ticketId)}`, ticketSchema),
);

export const readSimilarTickets = (ticketId: string) =>
  read('tickets', `/api/tickets/${encodeURIComponent(ticketId)}/similar`, ticketsSchema);

export const readSeller = (ticketId: string) =>
  read('tickets', `/api/tickets/${encodeURIComponent(ticketId)}/seller`, sellerSchema);

/** Returns the tickets for pictures and details; none if the service is unavailable. @param ticketIds at most 100 */
export async function readTickets(ticketIds: readonly string[]): Promise<Map<string, Ticket>> {
  if (ticketIds.length === 0) return new Map();
  const answer = await read('tickets', `/api/tickets?ids=${[...new Set(ticketIds)].join(',')}`, ticketsSchema);
  return new Map(answer.ok ? answer.value.map((ticket) => [ticket.id, ticket]) : []);
}

/** Returns all listings of the visitor, newest first, over all pages, because the page shows a total. */
export async function readOwnTickets(): Promise<ApiAnswer<Ticket[]>> {
  const found: Ticket[] = [];
  let cursor: string | null = null;
  for (;;) {
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const answer: ApiAnswer<Ticket[]> = await read('tickets', `/api/tickets/mine?${query}`, ticketsSchema);
    if (!answer.ok) return answer;
    found.push(...answer.value);
    cursor = nextCursor(answer.headers.get('link'));
    if (!cursor || found.length >= maxOwnListings) return { ...answer, value: found };
  }
}

/** Divisible by the number of columns. */
const ordersAPage = 24;

/** A page of the visitor's orders, newest first. */
export const readOrders = (cursor: string | undefined) =>
  read(
    'orders',
    `/api/orders?${new URLSearchParams({ limit: String(ordersAPage), ...(cursor && { cursor }) })}`,
    ordersSchema,
  );

/** Cached per request, because both the page's metadata and its content need it. */
export const readOrder = cache((orderId: string) =>
  read('orders', `/api/orders/${encodeURIComponent(orderId)}`, orderSchema),
);

export const readReservationTerms = () => read('orders', '/api/orders/terms', reservationTermsSchema);

export const readPaymentConfig = () => read('payments', '/api/payments/config', paymentConfigSchema);
