import type { Payment } from './payment.ts';

/**
 * Returns the idempotency keys of Stripe calls. They derive from stored data, so a retry after a crash uses the same
 * keys. Stripe replays the first response of a key, including declines: hence one key per attempt, and a new one for a
 * refund after each failure.
 */
export const idempotencyKeys = ({ orderId, attempt, refund }: Pick<Payment, 'orderId' | 'attempt' | 'refund'>) => ({
  intent: `${orderId}:${attempt}`,
  method: `${orderId}:${attempt}:method`,
  confirm: `${orderId}:${attempt}:confirm`,
  refund: ['refund', orderId, attempt, ...(refund?.failures ? [refund.failures] : [])].join(':'),
});
