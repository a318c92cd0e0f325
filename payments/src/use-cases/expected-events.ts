import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { aggregateIdOf, eventsOf } from '../domain/payment-events.ts';
import type { PaymentStore } from '../store/payment-store.ts';

/** Yields the events that all stored payments imply. */
export const expectedEvents = ({ payments }: { payments: Pick<PaymentStore, 'all'> }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const batch of payments.all())
      yield batch.flatMap((payment) =>
        eventsOf(payment).map((event) => ({ ...event, aggregateId: aggregateIdOf(payment.orderId) })),
      );
  };
