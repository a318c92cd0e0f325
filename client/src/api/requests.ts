import type { Category } from './schemas.ts';

/** Body of sign-up and sign-in. */
export interface Credentials {
  email: string;
  password: string;
}

/** Body of a new or edited listing. An emptied field is null. */
export interface Listing {
  title: string;
  price: string;
  category: Category;
  startsAt: string | null;
  venue: string | null;
  city: string | null;
  from: string | null;
  to: string | null;
  description: string | null;
}

/** An attempt to pay. */
export interface NewAttempt {
  orderId: string;
  /** The signed reservation statement, if still available. */
  statement: string | undefined;
  /** The request's Idempotency-Key. */
  key: string;
}

/** Body of a password change. */
export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}
