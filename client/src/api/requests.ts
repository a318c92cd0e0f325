import type { Category } from './schemas.ts';

/** Body of sign-up and sign-in. */
export interface Credentials {
  email: string;
  password: string;
}

/** Body of a new listing. An emptied field is null. */
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
export interface NewAttempt {
  orderId: string;
  /** The signed reservation statement, if still available. */
  statement: string | undefined;
  /** The request's Idempotency-Key. */
  key: string;
}

/** Body of a password reset: the token of the mailed link. */
export interface PasswordReset {
  token: string;
  password: string;
}

/** Body of a password change. */
export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}
