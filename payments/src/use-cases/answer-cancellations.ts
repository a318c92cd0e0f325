import type { ClientSession } from '@ticketing/common/mongo';
import type { RefundsRequested } from '@ticketing/contracts';
import { areAllRefunded, refundsOf } from '../domain/cancellation.ts';
import type { CancellationAnswer, CancellationStore } from '../store/cancellation-store.ts';

export type RefundsQuestion = RefundsRequested & { traceparent: string | undefined };

/**
 * Answers whether every charge of a cancelled performance is refunded. Keeps nothing: every question is answered by what is true
 * then. Requires the caller's transaction.
 */
export const answerCancellations =
  ({ cancellations }: { cancellations: CancellationStore }) =>
  async ({ session, questions }: { session: ClientSession; questions: readonly RefundsQuestion[] }): Promise<void> => {
    const answers: CancellationAnswer[] = [];
    for (const { sagaId, correlationId, performanceId, traceparent, ...question } of questions) {
      const reservedAfter = new Date(question.reservedAfter);
      const known = await cancellations.readOrders(session, { performanceId, reservedAfter });
      const refunds = refundsOf(await cancellations.readCharges(session, performanceId));
      const outcome = areAllRefunded(question, known, refunds) ? 'succeeded' : 'pending';
      answers.push({ traceparent, event: { sagaId, correlationId, outcome, refunds } });
    }
    await cancellations.answer(session, answers);
  };
