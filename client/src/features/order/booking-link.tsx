import { useTranslations } from 'next-intl';
import type { Order } from '@/api/schemas.ts';
import { bookingPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';

interface BookingLinkProps {
  order: Pick<Order, 'bookingId'>;
  look?: 'primary' | 'plain' | 'quiet';
}

/** Leads from the order of a booking back to it; nothing for other orders. */
export function BookingLink({ order: { bookingId }, look = 'primary' }: BookingLinkProps) {
  const t = useTranslations('order');
  return (
    bookingId !== undefined && (
      <ButtonLink look={look} href={bookingPath(bookingId)}>
        {t('backToBooking')}
      </ButtonLink>
    )
  );
}
