import { useTranslations } from 'next-intl';
import { Notice } from '@/ui/notice.tsx';
import { Quote } from '@/ui/quote.tsx';
import type { Booking } from './api/schemas.ts';
import { OtherWays } from './other-ways.tsx';
import { RefundWords } from './refund-words.tsx';

/** Says that a journey that was booked does not take place. */
export function JourneyCancelled({ booking, reason }: { booking: Booking; reason: string | null }) {
  const t = useTranslations('bookings');
  return (
    <div className="flex flex-col gap-3">
      <Notice role="status" title={t('reasons.journey_cancelled.title')}>
        {t('reasons.journey_cancelled.text')}
        {reason && <Quote text={reason} />}
        <p className="mt-2">
          <RefundWords booking={booking} />
        </p>
      </Notice>
      <OtherWays order={booking.order} />
    </div>
  );
}
