import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { isRefusedWith } from '@/api/problem.ts';
import { requireUser } from '@/features/account/require-user.ts';
import type { Booking } from '@/features/bookings/api/schemas.ts';
import { readBooking } from '@/features/bookings/api/server.ts';
import { BookingPanel } from '@/features/bookings/booking-panel.tsx';
import { JourneyCancelled } from '@/features/bookings/journey-cancelled.tsx';
import { JourneyFacts } from '@/features/bookings/journey-facts.tsx';
import { readPerformance } from '@/features/events/api/server.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { bookingPath, bookingsPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';

interface BookingPageProps {
  params: Promise<{ bookingId: string }>;
}

export async function generateMetadata({ params }: BookingPageProps): Promise<Metadata> {
  const [{ bookingId }, t] = await Promise.all([params, getTranslations('bookings')]);
  const answer = await readBooking(bookingId);
  const title = answer.ok ? answer.value.order?.title : undefined;
  return { title: title ? t('pageTitleOf', { title }) : t('pageTitle') };
}

export default async function BookingPage({ params }: BookingPageProps) {
  const { bookingId } = await params;
  const [, answer] = await Promise.all([requireUser(bookingPath(bookingId)), readBooking(bookingId)]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404) || isRefusedWith(answer.problem, 400)) notFound();
    if (isRefusedWith(answer.problem, 401)) return <NotYourBooking />;
    return <ServiceUnavailablePage what="booking" />;
  }
  const booking = answer.value;
  const read = await readPerformance(booking.performanceId);
  const performance = read.ok ? read.value : null;
  return (
    <ClientMessages namespaces={['bookings', 'hold', 'problems']}>
      <BookingPanel
        key={bookingId}
        initialBooking={booking}
        title={performance?.title ?? null}
        facts={<JourneyFacts booking={booking} performance={performance} />}
        cancellation={
          performance?.status === 'cancelled' && wasComplete(booking) ? (
            <JourneyCancelled booking={booking} reason={performance.cancellation?.reason ?? null} />
          ) : null
        }
      />
    </ClientMessages>
  );
}

/** Bookings may learn of the cancellation a moment later than the catalog. */
const wasComplete = ({ status, cancelReason, order }: Booking): boolean =>
  status === 'complete' ||
  (cancelReason === 'event_cancelled' && order?.places.some(({ ticketNumber }) => ticketNumber !== undefined) === true);

function NotYourBooking() {
  const t = useTranslations('bookings');
  return (
    <MessagePage title={t('notYoursTitle')} actions={<ButtonLink href={bookingsPath}>{t('title')}</ButtonLink>}>
      <p>{t('notYoursText')}</p>
    </MessagePage>
  );
}
