import { refreshSession } from './browser-session.ts';
import { type ApiAnswer, callApi, type Send } from './call-api.ts';
import { provingWork } from './proof-of-work.ts';
import { randomHex } from './random-hex.ts';
import type {
  BodyOf,
  Credentials,
  Listing,
  ListingChange,
  NewAttempt,
  PasswordChange,
  PasswordReset,
  ProfileChange,
} from './requests.ts';
import type {
  Order,
  OwnPayment,
  PaymentIntent,
  Profile,
  ReservedOrder,
  Settlement,
  Ticket,
  User,
  Verification,
} from './schemas.ts';
import { withRefresh } from './session-refresh.ts';
import { newTraceparent } from './traceparent.ts';

// A payment may wait for Stripe, and an order for the row it refers to. A shorter timeout would leave the outcome unknown.
const mutationTimeoutMs = 30_000;
const readTimeoutMs = 8_000;

const send = provingWork((...request) => fetch(...request));

/** Calls a service from the browser, in a new trace. Renews the session and proves work if necessary. */
function call<T>(timeoutMs: number, request: Send<T>): Promise<ApiAnswer<T>> {
  const headers = { traceparent: newTraceparent() };
  return withRefresh(() => callApi(send, request, { timeoutMs, headers }), { refresh: refreshSession, now: Date.now });
}

export const read = <T>(send: Send<T>): Promise<ApiAnswer<T>> => call(readTimeoutMs, send);
export const change = <T>(send: Send<T>): Promise<ApiAnswer<T>> => call(mutationTimeoutMs, send);

/**
 * Even a single click needs a key: when a kept-alive connection breaks, Chromium resends a POST (up to six times,
 * measured), and the repeat of a successful reservation would be refused as "already reserved".
 */
export const idempotencyKey = (key = randomHex(16)) => ({ header: { 'Idempotency-Key': key } });

const idIn = (id: string) => ({ path: { id } });
const ifMatch = (version: number) => ({ header: { 'If-Match': `"${version}"` } });

export const signUp = (body: Credentials): Promise<ApiAnswer<User>> =>
  change((api) => api.POST('/api/users/signup', { body }));

export const signIn = (body: Credentials): Promise<ApiAnswer<User>> =>
  change((api) => api.POST('/api/users/signin', { body }));

export const signOut = (): Promise<ApiAnswer<unknown>> => change((api) => api.POST('/api/users/signout'));

export const changePassword = (body: PasswordChange): Promise<ApiAnswer<User>> =>
  change((api) => api.PUT('/api/users/password', { body }));

export const changeProfile = (body: ProfileChange): Promise<ApiAnswer<Profile>> =>
  change((api) => api.PUT('/api/users/profile', { body }));

export const deleteAccount = (password: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/users/deletion', { body: { password } }));

export const requestVerification = (): Promise<ApiAnswer<Verification>> =>
  change((api) => api.POST('/api/users/email-verification'));

/** @param token of the mailed link */
export const confirmEmail = (token: string): Promise<ApiAnswer<Verification>> =>
  change((api) => api.POST('/api/users/email-verification/confirm', { body: { token } }));

export const requestPasswordReset = (email: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/users/password-reset', { body: { email } }));

export const resetPassword = (body: PasswordReset): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/users/password-reset/confirm', { body }));

export const endSession = (sid: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/users/sessions/{id}', { params: idIn(sid) }));

export const endSessions = (scope: 'others' | 'all'): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/users/sessions', { params: { query: { scope } } }));

export const readTicket = (ticketId: string): Promise<ApiAnswer<Ticket>> =>
  read((api) => api.GET('/api/tickets/{id}', { params: idIn(ticketId) }));

/** The same key and body list one ticket, however often they are sent. */
export const listTicket = (body: Listing, key: string): Promise<ApiAnswer<Ticket>> =>
  change((api) => api.POST('/api/tickets', { params: idempotencyKey(key), body }));

/** @param version the version that was edited; the server answers 409 if the listing has changed since */
export const editTicket = (ticketId: string, version: number, body: ListingChange): Promise<ApiAnswer<Ticket>> =>
  change((api) => api.PUT('/api/tickets/{id}', { params: { ...idIn(ticketId), ...ifMatch(version) }, body }));

export const readOrders = (): Promise<ApiAnswer<Order[]>> => read((api) => api.GET('/api/orders'));

export const readOrder = (orderId: string): Promise<ApiAnswer<Order>> =>
  read((api) => api.GET('/api/orders/{id}', { params: idIn(orderId) }));

/** The same key makes one reservation, however often it is sent. */
export const reserveTicket = (ticketId: string, key: string): Promise<ApiAnswer<ReservedOrder>> =>
  change((api) => api.POST('/api/orders', { params: idempotencyKey(key), body: { ticketId } }));

/** @param version the version that the seller saw */
export const putPicture = (ticketId: string, version: number, picture: File): Promise<ApiAnswer<Ticket>> =>
  change((api) =>
    api.PUT('/api/tickets/{id}/picture', {
      params: { ...idIn(ticketId), ...ifMatch(version) },
      headers: { 'content-type': picture.type },
      body: picture,
      bodySerializer: (file) => file,
    }),
  );

export const deletePicture = (ticketId: string, version: number): Promise<ApiAnswer<Ticket>> =>
  change((api) => api.DELETE('/api/tickets/{id}/picture', { params: { ...idIn(ticketId), ...ifMatch(version) } }));

export const withdrawListing = (ticketId: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/tickets/{id}', { params: idIn(ticketId) }));

export const relistListing = (ticketId: string): Promise<ApiAnswer<Ticket>> =>
  change((api) => api.POST('/api/tickets/{id}/relisting', { params: idIn(ticketId) }));

export const releaseOrder = (orderId: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/orders/{id}', { params: idIn(orderId) }));

/** The same key and body give places back once, however often they are sent. */
export const releasePlaces = (orderId: string, body: BodyOf<'releasePlaces'>, key: string): Promise<ApiAnswer<Order>> =>
  change((api) => api.POST('/api/orders/{id}/release', { params: { ...idIn(orderId), ...idempotencyKey(key) }, body }));

/** Opens an attempt; charges nothing. The same key returns the same attempt. */
export const openPayment = ({ key, ...body }: NewAttempt): Promise<ApiAnswer<PaymentIntent>> =>
  change((api) => api.POST('/api/payments/intents', { params: idempotencyKey(key), body }));

/** Returns an attempt's outcome according to Stripe. Idempotent. */
export const settlePayment = (paymentId: string): Promise<ApiAnswer<Settlement>> =>
  change((api) => api.POST('/api/payments/{paymentId}/settlement', { params: { path: { paymentId } } }));

export const readOwnPayments = (orderId: string): Promise<ApiAnswer<OwnPayment[]>> =>
  read((api) => api.GET('/api/payments/mine', { params: { query: { orderId } } }));
