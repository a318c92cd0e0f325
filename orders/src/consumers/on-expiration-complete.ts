import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { applyReservationDue } from '../use-cases/apply-input.ts';

/** expiration.expiration.complete.v1 → cancels the order if its time is over by our clock; a timer that fires early does nothing. */
export const onExpirationComplete =
  (graceSeconds: number): Handler<'expiration.expiration.complete.v1', Tx> =>
  ({ event, tx }) =>
    applyReservationDue(tx, event.orderId, graceSeconds);
