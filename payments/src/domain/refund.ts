/** Giving a charge back. Stripe may say that it is done and take that back much later. */
export interface Refund {
  /**
   * `due`: Stripe is to be asked for it. `pending`: Stripe has it and has not decided. `done`: the money is on its way.
   * `failed`: Stripe could not give the money back; it is asked again, and a person may have to find another way.
   */
  state: 'due' | 'pending' | 'done' | 'failed';
  reason: string;
  /** Id of the last refund that Stripe made. */
  stripeId: string | null;
  /** Refunds that failed so far. */
  failures: number;
  /** Why the last one did, e.g. expired_or_canceled_card. */
  failureCode: string | null;
  /** How often Stripe has said the same since it first said so. */
  looks: number;
  /** Whether payment.refunded was published; it is once, by the first that is done. */
  isPublished: boolean;
  /** When the sweeper is to see to it next; null once it is over. */
  dueAt: Date | null;
}

/** What Stripe says of a refund. */
export type RefundAnswer =
  | { type: 'succeeded' | 'pending'; stripeId: string }
  /** Without an id: Stripe refused to make it. */
  | { type: 'failed'; stripeId: string | null; code: string };

export interface NextRefund {
  refund: Omit<Refund, 'dueAt'>;
  /** Milliseconds until the sweeper is to see to it again; null when it is over. */
  dueInMs: number | null;
}

const secondMs = 1_000;
const dayMs = 24 * 60 * 60 * secondMs;
/** A refund of a card may fail up to 30 days later: it is looked at after 10 s, 1 min, 6 min … 32 days, and then no more. */
const lookAgainMs = (looks: number) => 10 * secondMs * 6 ** looks;
const lastLook = 8;
const retryMs = (failures: number) => Math.min(dayMs, 60 * secondMs * 2 ** Math.min(failures - 1, 30));

export const newRefund = (reason: string): NextRefund => ({
  refund: { state: 'due', reason, stripeId: null, failures: 0, failureCode: null, looks: 0, isPublished: false },
  dueInMs: 0,
});

/** Whether Stripe has to be asked for a refund, rather than what became of one. */
export const isToBeMade = ({ state }: Pick<Refund, 'state'>): boolean => state === 'due' || state === 'failed';

/** The refund after an answer of Stripe's. */
export function afterAnswer({ dueAt: _dueAt, ...refund }: Refund, answer: RefundAnswer): NextRefund {
  const { stripeId } = answer;
  if (answer.type === 'failed') {
    const failures = refund.failures + 1;
    const failed = { ...refund, state: 'failed' as const, stripeId, failures, failureCode: answer.code, looks: 0 };
    return { refund: failed, dueInMs: retryMs(failures) };
  }
  const state = answer.type === 'succeeded' ? 'done' : 'pending';
  const looks = refund.state === state ? refund.looks + 1 : 0;
  const isOver = state === 'done' && looks >= lastLook;
  return {
    refund: { ...refund, state, stripeId, looks, isPublished: refund.isPublished || state === 'done' },
    dueInMs: isOver ? null : Math.min(lookAgainMs(looks), state === 'pending' ? dayMs : Number.POSITIVE_INFINITY),
  };
}
