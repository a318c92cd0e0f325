import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** payments.payment.refunded.v1 → tells the buyer. */
export const onPaymentRefunded = ({
  writeRefundMails,
}: Pick<ConsumerUseCases, 'writeRefundMails'>): BatchHandler<'payments.payment.refunded.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    writeRefundMails(
      tx,
      deliveries.map(({ event: { id: paymentId, orderId, amount: amountMinor, currency, reason, number } }) => ({
        kind: reason === 'places_returned' ? ('part_refunded' as const) : ('refunded' as const),
        // The first refund of a payment has its id alone, as before there were several.
        subjectId: number > 1 ? `${paymentId}.${number}` : paymentId,
        orderId,
        amountMinor,
        currency,
      })),
    ),
});
