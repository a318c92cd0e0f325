import { Types } from 'mongoose';
import type { Payment } from '../domain/payment.ts';

export const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

/** Finds a payment only as long as nothing that a decision depends on has changed since it was read. */
export const asRead = ({ id, state, refunds }: Payment) => ({
  ...byId(id),
  state,
  // A payment that never had a refund has no such field.
  ...(refunds.length === 0 ? { 'refunds.0': { $exists: false } } : { refunds: { $size: refunds.length } }),
  ...Object.fromEntries(
    refunds.flatMap((refund, index) =>
      (['state', 'failures', 'looks'] as const).map((field) => [`refunds.${index}.${field}`, refund[field]]),
    ),
  ),
});

/** Whether the buyer may still confirm, by the database's clock. */
export const isConfirmableNow = { $gt: ['$confirmableUntil', '$$NOW'] };
/** Finds open payments that the buyer may still confirm. */
export const confirmable = { state: 'open' as const, $expr: isConfirmableNow };
