import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { eventsOf } from '../domain/payment-events.ts';
import { aggregateIdOf, type PaymentStore } from '../store/payment-store.ts';

/** What must have been published of all payments. */
export const expectedEvents = ({ payments }: { payments: Pick<PaymentStore, 'all'> }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const some of payments.all())
      yield some.flatMap((payment) =>
        eventsOf(payment).map((event) => ({ ...event, aggregateId: aggregateIdOf(payment.orderId) })),
      );
  };
