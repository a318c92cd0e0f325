import { refreshSession } from './browser-session.ts';
import { type ApiAnswer, type ApiCall, callApi } from './call-api.ts';
import { randomHex } from './random-hex.ts';
import type { Credentials, Listing, ListingChange, NewAttempt, PasswordChange, PasswordReset } from './requests.ts';
import {
  ignoredSchema,
  type Order,
  type OwnPayment,
  orderSchema,
  ordersSchema,
  ownPaymentsSchema,
  type PaymentIntent,
  paymentIntentSchema,
  type ReservedOrder,
  reservedOrderSchema,
  type Settlement,
  settlementSchema,
  type Ticket,
  ticketSchema,
  type User,
  userSchema,
  type Verification,
  verificationSchema,
} from './schemas.ts';
import { withRefresh } from './session-refresh.ts';
import { newTraceparent } from './traceparent.ts';

// A payment may wait for Stripe, and an order for the row it refers to. A shorter timeout would leave the outcome unknown.
const mutationTimeoutMs = 30_000;
const readTimeoutMs = 8_000;

/** Calls a service from the browser, in a new trace. Renews the session if necessary. */
export function call<T>(request: Omit<ApiCall<T>, 'timeoutMs'>): Promise<ApiAnswer<T>> {
  const timeoutMs = (request.method ?? 'GET') === 'GET' ? readTimeoutMs : mutationTimeoutMs;
  const headers = { traceparent: newTraceparent(), ...request.headers };
  return withRefresh(() => callApi(fetch, { ...request, timeoutMs, headers }), {
    refresh: refreshSession,
    now: Date.now,
  });
}

/**
 * Even a single click needs a key: when a kept-alive connection breaks, Chromium resends a POST (up to six times,
 * measured), and the repeat of a successful reservation would be refused as "already reserved".
 */
export const idempotencyKey = (key = randomHex(16)) => ({ 'idempotency-key': key });

export const idIn = (id: string) => encodeURIComponent(id);

export const signUp = (body: Credentials): Promise<ApiAnswer<User>> =>
  call({ method: 'POST', url: '/api/users/signup', body, schema: userSchema });

export const signIn = (body: Credentials): Promise<ApiAnswer<User>> =>
  call({ method: 'POST', url: '/api/users/signin', body, schema: userSchema });

export const signOut = (): Promise<ApiAnswer<unknown>> =>
  call({ method: 'POST', url: '/api/users/signout', body: {}, schema: ignoredSchema });

export const changePassword = (body: PasswordChange): Promise<ApiAnswer<User>> =>
  call({ method: 'PUT', url: '/api/users/password', body, schema: userSchema });

export const requestVerification = (): Promise<ApiAnswer<Verification>> =>
  call({ method: 'POST', url: '/api/users/email-verification', body: {}, schema: verificationSchema });

/** @param token of the mailed link */
export const confirmEmail = (token: string): Promise<ApiAnswer<Verification>> =>
  call({ method: 'POST', url: '/api/users/email-verification/confirm', body: { token }, schema: verificationSchema });

export const requestPasswordReset = (email: string): Promise<ApiAnswer<unknown>> =>
  call({ method: 'POST', url: '/api/users/password-reset', body: { email }, schema: ignoredSchema });

export const resetPassword = (body: PasswordReset): Promise<ApiAnswer<unknown>> =>
  call({ method: 'POST', url: '/api/users/password-reset/confirm', body, schema: ignoredSchema });

export const endSession = (sid: string): Promise<ApiAnswer<unknown>> =>
  call({ method: 'DELETE', url: `/api/users/sessions/${idIn(sid)}`, schema: ignoredSchema });

export const endSessions = (scope: 'others' | 'all'): Promise<ApiAnswer<unknown>> =>
  call({ method: 'DELETE', url: `/api/users/sessions?scope=${scope}`, schema: ignoredSchema });

export const readTicket = (ticketId: string): Promise<ApiAnswer<Ticket>> =>
  call({ url: `/api/tickets/${idIn(ticketId)}`, schema: ticketSchema });

/** The same key and body list one ticket, however often they are sent. */
export const listTicket = (body: Listing, key: string): Promise<ApiAnswer<Ticket>> =>
  call({ method: 'POST', url: '/api/tickets', headers: idempotencyKey(key), body, schema: ticketSchema });

/** @param version the version that was edited; the server answers 409 if the listing has changed since */
export const editTicket = (ticketId: string, version: number, body: ListingChange): Promise<ApiAnswer<Ticket>> =>
  call({
    method: 'PUT',
    url: `/api/tickets/${idIn(ticketId)}`,
    headers: { 'if-match': `"${version}"` },
    body,
    schema: ticketSchema,
  });

export const readOrders = (): Promise<ApiAnswer<Order[]>> => call({ url: '/api/orders', schema: ordersSchema });

export const readOrder = (orderId: string): Promise<ApiAnswer<Order>> =>
  call({ url: `/api/orders/${idIn(orderId)}`, schema: orderSchema });

/** The same key makes one reservation, however often it is sent. */
export const reserveTicket = (ticketId: string, key: string): Promise<ApiAnswer<ReservedOrder>> =>
  call({
    method: 'POST',
    url: '/api/orders',
    headers: idempotencyKey(key),
    body: { ticketId },
    schema: reservedOrderSchema,
  });

/** @param version the version that the seller saw */
export const putPicture = (ticketId: string, version: number, picture: File): Promise<ApiAnswer<Ticket>> =>
  call({
    method: 'PUT',
    url: `/api/tickets/${idIn(ticketId)}/picture`,
    headers: { 'if-match': `"${version}"`, 'content-type': picture.type },
    body: picture,
    schema: ticketSchema,
  });

export const deletePicture = (ticketId: string, version: number): Promise<ApiAnswer<Ticket>> =>
  call({
    method: 'DELETE',
    url: `/api/tickets/${idIn(ticketId)}/picture`,
    headers: { 'if-match': `"${version}"` },
    schema: ticketSchema,
  });

export const withdrawListing = (ticketId: string): Promise<ApiAnswer<unknown>> =>
  call({ method: 'DELETE', url: `/api/tickets/${idIn(ticketId)}`, schema: ignoredSchema });

export const relistListing = (ticketId: string): Promise<ApiAnswer<Ticket>> =>
  call({ method: 'POST', url: `/api/tickets/${idIn(ticketId)}/relisting`, body: {}, schema: ticketSchema });

export const releaseOrder = (orderId: string): Promise<ApiAnswer<unknown>> =>
  call({ method: 'DELETE', url: `/api/orders/${idIn(orderId)}`, schema: ignoredSchema });

/** Opens an attempt; charges nothing. The same key returns the same attempt. */
export const openPayment = ({ key, ...body }: NewAttempt): Promise<ApiAnswer<PaymentIntent>> =>
  call({
    method: 'POST',
    url: '/api/payments/intents',
    headers: idempotencyKey(key),
    body,
    schema: paymentIntentSchema,
  });

/** Returns an attempt's outcome according to Stripe. Idempotent. */
export const settlePayment = (paymentId: string): Promise<ApiAnswer<Settlement>> =>
  call({ method: 'POST', url: `/api/payments/${idIn(paymentId)}/settlement`, schema: settlementSchema });

export const readOwnPayments = (orderId: string): Promise<ApiAnswer<OwnPayment[]>> =>
  call({ url: `/api/payments/mine?orderId=${idIn(orderId)}`, schema: ownPaymentsSchema });
