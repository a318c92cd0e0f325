import { Types } from 'mongoose';
import type { Payment } from '../domain/payment.ts';

export const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

/** Finds a payment only as long as nothing that a decision depends on has changed since it was read. */
export const asRead = ({ id, state, refund }: Payment) => ({
  ...byId(id),
  state,
  ...(refund
    ? { 'refund.state': refund.state, 'refund.failures': refund.failures, 'refund.looks': refund.looks }
    : { refund: null }),
});

/** Whether the buyer may still confirm, by the database's clock. */
export const isConfirmableNow = { $gt: ['$confirmableUntil', '$$NOW'] };
/** Finds open payments that the buyer may still confirm. */
export const confirmable = { state: 'open' as const, $expr: isConfirmableNow };
