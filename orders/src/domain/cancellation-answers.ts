import type { OrdersCancellationAnswered } from '@ticketing/contracts';
import type { PublishedOrderEvent } from './order-events.ts';

/** What identifies a question of a cancellation's saga. */
interface CancellationQuestion {
  sagaId: string;
  /** Each attempt has its own; the answer repeats it. */
  correlationId: string;
}

/** What is known here about the end of a performance's sale. */
export interface SaleEnd {
  /** When it was cancelled for every reservation that began later; null while it is not. */
  seenAt: Date | null;
  /** Whether all earlier reservations have ended, too. */
  isQuiet: boolean;
}

export type OrderCounts = NonNullable<OrdersCancellationAnswered['orders']>;

type Answer = PublishedOrderEvent<'orders.cancellation.answered.v1'>;

const answered = (
  { sagaId, correlationId }: CancellationQuestion,
  isSo: boolean,
  said: Pick<OrdersCancellationAnswered, 'seenAt' | 'orders'>,
): Answer => ({
  topic: 'orders.cancellation.answered.v1',
  event: { sagaId, correlationId, outcome: isSo ? 'succeeded' : 'pending', ...said },
});

/** The sale has ended once nothing is being reserved any more that began before the cancellation was known. */
export const saleAnswered = (question: CancellationQuestion, { seenAt, isQuiet }: SaleEnd): Answer =>
  answered(question, seenAt !== null && isQuiet, { seenAt: seenAt?.getTime() ?? null, orders: null });

export const endingsAnswered = (question: CancellationQuestion, orders: OrderCounts): Answer =>
  answered(question, orders.live === 0, { seenAt: null, orders });
