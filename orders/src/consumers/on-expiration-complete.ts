import { type ExpiryRules, reservationDue } from '../domain/expiry.ts';
import { orderInputHandler } from './order-inputs.ts';

/**
 * expiration.expiration.complete.v1 → cancels the order if it has expired by the database's clock; ignores a timer that
 * fires early.
 */
export const onExpirationComplete = (rules: ExpiryRules) =>
  orderInputHandler<'expiration.expiration.complete.v1'>(() => reservationDue(rules));
