/** The refund of a charge. Stripe may report success and revoke it much later. */
export interface Refund {
  /**
   * - `due`: to be requested from Stripe
   * - `pending`: requested, not decided
   * - `done`: the money is on its way
   * - `failed`: Stripe could not return the money; the refund is retried, and an operator may have to find another way
   */
  state: 'due' | 'pending' | 'done' | 'failed';
  reason: string;
  /** Id of the last refund created at Stripe. */
  stripeId: string | null;
  /** Refunds that failed so far. */
  failures: number;
  /** Reason of the last failure, e.g. expired_or_canceled_card. */
  failureCode: string | null;
  /** Number of checks since the state last changed. */
  looks: number;
  /** Whether payment.refunded was published; it is published once, when a refund is first done. */
  isPublished: boolean;
  /** When the sweeper processes it next; null once it is final. */
  dueAt: Date | null;
}

/** Stripe's status of a refund. */
export type RefundResponse =
  | { type: 'succeeded' | 'pending'; stripeId: string }
  /** `stripeId` is null when Stripe refused to create the refund. */
  | { type: 'failed'; stripeId: string | null; code: string };

export interface NextRefund {
  refund: Omit<Refund, 'dueAt'>;
  /** Milliseconds until the sweeper processes it again; null when it is final. */
  dueInMs: number | null;
}

const secondMs = 1_000;
const dayMs = 24 * 60 * 60 * secondMs;
/**
 * A card refund may fail up to 30 days later, so it is rechecked after 10 s, 1 min, 6 min … 32 days, and then never
 * again.
 */
const recheckDelayMs = (looks: number) => 10 * secondMs * 6 ** looks;
const maxChecks = 8;
const retryMs = (failures: number) => Math.min(dayMs, 60 * secondMs * 2 ** Math.min(failures - 1, 30));

export const newRefund = (reason: string): NextRefund => ({
  refund: { state: 'due', reason, stripeId: null, failures: 0, failureCode: null, looks: 0, isPublished: false },
  dueInMs: 0,
});

/** Returns whether a refund must be requested from Stripe, as opposed to checked. */
export const mustRequestRefund = ({ state }: Pick<Refund, 'state'>): boolean => state === 'due' || state === 'failed';

/** Returns the refund after a response from Stripe. */
export function applyResponse({ dueAt: _dueAt, ...refund }: Refund, answer: RefundResponse): NextRefund {
  const { stripeId } = answer;
  if (answer.type === 'failed') {
    const failures = refund.failures + 1;
    const failed = { ...refund, state: 'failed' as const, stripeId, failures, failureCode: answer.code, looks: 0 };
    return { refund: failed, dueInMs: retryMs(failures) };
  }
  const state = answer.type === 'succeeded' ? 'done' : 'pending';
  const looks = refund.state === state ? refund.looks + 1 : 0;
  const isOver = state === 'done' && looks >= maxChecks;
  return {
    refund: { ...refund, state, stripeId, looks, isPublished: refund.isPublished || state === 'done' },
    dueInMs: isOver ? null : Math.min(recheckDelayMs(looks), state === 'pending' ? dayMs : Number.POSITIVE_INFINITY),
  };
}
