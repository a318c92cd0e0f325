import { useTranslations } from 'next-intl';
import { journeysPath, orderPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import type { Booking } from './api/schemas.ts';

/** Says that a journey that was booked does not take place. */
export function JourneyCancelled({ booking: { order }, reason }: { booking: Booking; reason: string | null }) {
  const t = useTranslations('bookings');
  return (
    <div className="flex flex-col gap-3">
      <Notice role="status" title={t('reasons.journey_cancelled.title')}>
        {t('reasons.journey_cancelled.text')}
        {reason && (
          <blockquote dir="auto" className="mt-2 border-l-2 border-line pl-3 wrap-anywhere">
            {reason}
          </blockquote>
        )}
        <p className="mt-2">{t('refundText')}</p>
      </Notice>
      {order && (
        <ButtonLink look="plain" href={orderPath(order.id)} wide>
          {t('seeOrder')}
        </ButtonLink>
      )}
      <ButtonLink look="plain" href={journeysPath} wide>
        {t('findJourneys')}
      </ButtonLink>
    </div>
  );
}
