import type { Payment } from './payment.ts';
import type { Refund } from './refund.ts';

/**
 * Returns the idempotency keys of Stripe calls. They derive from stored data, so a retry after a crash uses the same
 * keys. Stripe replays the first response of a key, including declines: hence one key per attempt.
 */
export const idempotencyKeys = ({ orderId, attempt }: Pick<Payment, 'orderId' | 'attempt'>) => ({
  intent: `${orderId}:${attempt}`,
  method: `${orderId}:${attempt}:method`,
  confirm: `${orderId}:${attempt}:confirm`,
});

/** Returns the idempotency key of a refund: one per payment and version of its order, and a new one after each failure. */
export const refundKey = (
  { orderId, attempt }: Pick<Payment, 'orderId' | 'attempt'>,
  { orderVersion, failures }: Pick<Refund, 'orderVersion' | 'failures'>,
): string =>
  [
    'refund',
    orderId,
    attempt,
    ...(orderVersion === null ? [] : [`v${orderVersion}`]),
    ...(failures ? [failures] : []),
  ].join(':');
