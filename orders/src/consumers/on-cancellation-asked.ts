import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.sales.requested.v1 → says whether the sale of a cancelled performance has ended. */
export const onSalesRequested = ({
  answerSales,
}: Pick<ConsumerUseCases, 'answerSales'>): BatchHandler<'bookings.sales.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    answerSales({ tx, questions: deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })) }),
});

/** bookings.endings.requested.v1 → says how many of its orders have ended. */
export const onEndingsRequested = ({
  answerEndings,
}: Pick<ConsumerUseCases, 'answerEndings'>): BatchHandler<'bookings.endings.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    answerEndings({ tx, questions: deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })) }),
});
