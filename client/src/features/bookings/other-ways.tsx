import { useTranslations } from 'next-intl';
import { journeysPath, orderPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import type { Booking } from './api/schemas.ts';

/** Where the buyer of a booking that has ended can go on: its order, if there was one, and other journeys. */
export function OtherWays({ order }: Pick<Booking, 'order'>) {
  const t = useTranslations('bookings');
  return (
    <>
      {order && (
        <ButtonLink look="plain" href={orderPath(order.id)} wide>
          {t('seeOrder')}
        </ButtonLink>
      )}
      <ButtonLink look="plain" href={journeysPath} wide>
        {t('findJourneys')}
      </ButtonLink>
    </>
  );
}
