import { type ExpiryRules, reservationDue } from '../domain/expiry.ts';
import { newsOfOrders } from './news.ts';

/** expiration.expiration.complete.v1 → cancels the order if its time is over by the database's clock; a timer that fires early does nothing. */
export const onExpirationComplete = (rules: ExpiryRules) =>
  newsOfOrders<'expiration.expiration.complete.v1'>(() => reservationDue(rules));
