import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.refund.answered.v1 → its organiser sees how orders has decided. */
export const onRefundAnswered = ({
  recordRefundAnswers,
}: Pick<ConsumerUseCases, 'recordRefundAnswers'>): BatchHandler<'orders.refund.answered.v1', ClientSession> => ({
  handleAll: (session, deliveries) =>
    recordRefundAnswers(
      session,
      deliveries.map(({ event: { id, outcome, reason: refusal, amount: amountMinor, currency } }) => ({
        ...{ id, refusal, amountMinor, currency },
        outcome: outcome === 'refunded' ? 'refunded' : 'refused',
      })),
    ),
});
