import type { operations } from '@ticketing/api-client';
import type { Category } from './schemas.ts';

/** The body of a route, by its operationId. */
export type BodyOf<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

export type TicketQuery = NonNullable<operations['searchTickets']['parameters']['query']>;

export type Credentials = BodyOf<'signUp'>;
export type PasswordChange = BodyOf<'changePassword'>;
export type ProfileChange = BodyOf<'changeProfile'>;
export type PasswordReset = BodyOf<'resetPassword'>;

/** What the form of a new listing sends. An emptied field is null. */
export interface Listing {
  title: string;
  price: string;
  category: Category;
  startsAt: string | null;
  saleEndsAt: string | null;
  timeZone: string | null;
  venue: string | null;
  city: string | null;
  from: string | null;
  to: string | null;
  description: string | null;
}

/** What an edit sends: title and price, which the API requires, and the changed fields. Absent fields stay as they are. */
export type ListingChange = Pick<Listing, 'title' | 'price'> & Partial<Listing>;

/** An attempt to pay. */
export interface NewAttempt extends BodyOf<'openPayment'> {
  /** The request's Idempotency-Key. */
  key: string;
}
