import { useFormatter, useTranslations } from 'next-intl';
import type { Booking } from './api/schemas.ts';

/** What the end of a booking means for its money. Only who had tickets is known to have paid. */
export function RefundWords({ booking: { order } }: { booking: Pick<Booking, 'order'> }) {
  const t = useTranslations('bookings');
  const format = useFormatter();
  if (!order) return t('nothingCharged');
  if (order.places.every(({ ticketNumber }) => ticketNumber === undefined)) return t('refundText');
  return t('refundOfPaid', { amount: format.number(order.total, { style: 'currency', currency: order.currency }) });
}
