import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/ui/status.tsx';
import type { Booking } from './api/schemas.ts';
import { reasonOf } from './cancel-reason.ts';

const tones: Record<Booking['status'], Tone> = {
  reserving: 'busy',
  awaiting_payment: 'live',
  issuing: 'busy',
  complete: 'done',
  cancelling: 'over',
  cancelled: 'over',
};

export function BookingStatus({ booking }: { booking: Pick<Booking, 'status' | 'cancelReason'> }) {
  const t = useTranslations('bookings');
  const { status } = booking;
  return (
    <Status tone={tones[status]}>
      {status === 'cancelled' ? t(`ended.${reasonOf(booking)}`) : t(`status.${status}`)}
    </Status>
  );
}
