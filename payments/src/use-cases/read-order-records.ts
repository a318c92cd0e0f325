import { mongoMessageRecords, withoutPayload } from '@ticketing/common/mongo';
import type { OrderRecords, RecordedRow, RecordsOf } from '@ticketing/common/operations';
import type { PayableOrder } from '../domain/order.ts';
import type { Payment } from '../domain/payment.ts';
import { aggregateIdOf } from '../domain/payment-events.ts';
import type { Refund } from '../domain/refund.ts';
import type { PaymentDeps } from './deps.ts';

/** Reads what this service keeps about an order, for operators; null for none. The reads are no snapshot. */
export const readOrderRecords =
  ({ connection, orders, payments }: Pick<PaymentDeps, 'connection' | 'orders' | 'payments'>) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const order = await orders.find(orderId);
    if (!order) return null;
    const messages = mongoMessageRecords(connection);
    const [attempts, written, parked] = await Promise.all([
      payments.findByOrder(orderId),
      messages.written([aggregateIdOf(orderId)]),
      messages.parked([`order:${orderId}`]),
    ]);
    return {
      state: stateOf(order, attempts),
      rows: [orderRow(order), ...attempts.flatMap((payment) => [paymentRow(payment), ...refundRows(payment)])],
      written: written.map(withoutPayload),
      parked,
    };
  };

/** Of the newest attempt; before the first, of the order. */
function stateOf({ status }: PayableOrder, [latest]: readonly Payment[]): string {
  if (!latest) return status;
  const refund = latest.refunds.at(-1);
  return refund ? `refund ${refund.state}` : `payment ${latest.state}`;
}

const orderRow = ({ id, ...fields }: PayableOrder): RecordedRow => ({ kind: 'orders', id, fields });

/** Without the card and Stripe's message to the buyer. */
const paymentRow = ({ id, card: _, refunds: _refunds, failure, orderId: _order, ...rest }: Payment): RecordedRow => ({
  kind: 'payments',
  id,
  fields: { ...rest, declineCode: failure?.declineCode ?? null },
});

const refundRows = ({ id, currency, refunds }: Payment): RecordedRow[] =>
  refunds.map(({ number, ...refund }: Refund) => ({
    ...{ kind: 'refunds', id: `${id}/${number}`, fields: { ...refund, currency } },
  }));
