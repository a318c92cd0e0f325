import { useTranslations } from 'next-intl';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';
import type { Booking } from './api/schemas.ts';
import { BookingStatus } from './booking-status.tsx';

interface BookingSummaryProps {
  booking: Booking;
  /** For a booking without places; null when it could not be read. */
  title: string | null;
  href?: string;
  headingLevel?: 'h1' | 'h3';
}

/** A booking as a stub: journey, departure, status and price. */
export function BookingSummary({ booking, title, href, headingLevel = 'h1' }: BookingSummaryProps) {
  const t = useTranslations('bookings');
  const { order, status, performanceId, passengers } = booking;
  const count = order?.places.length ?? passengers.length;
  return (
    <Stub
      seed={performanceId}
      title={order?.title ?? title ?? t('journey')}
      href={href}
      headingLevel={headingLevel}
      isDimmed={status === 'cancelled' || status === 'cancelling'}
      isInked={status === 'complete'}
      tear={
        order && (
          <>
            <Price price={order.total} currency={order.currency} size="small" />
            {status === 'complete' && <span className="text-sm font-semibold">{t('paid')}</span>}
          </>
        )
      }
    >
      {order && (
        <p className="text-sm">
          <TicketDate ticket={order} format="event" />
        </p>
      )}
      {count > 0 && <p className="text-sm text-muted">{t('people', { count })}</p>}
      <div>
        <BookingStatus booking={booking} />
      </div>
    </Stub>
  );
}
