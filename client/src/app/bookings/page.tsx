import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { isRefusedWith, isSignedOut } from '@/api/problem.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { readBookings } from '@/features/bookings/api/server.ts';
import { groupBookings } from '@/features/bookings/booking-groups.ts';
import { BookingList } from '@/features/bookings/booking-list.tsx';
import { PurchaseTabs } from '@/features/bookings/purchase-tabs.tsx';
import { titlesOf } from '@/features/bookings/titles-of.ts';
import { MessagePage } from '@/site/message-page.tsx';
import { withQuery } from '@/site/paths.ts';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { bookingsPath, journeysPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { PageLinks } from '@/ui/page-links.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bookings'))('title') };
}

interface BookingsProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BookingsPage({ searchParams }: BookingsProps) {
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  await requireUser(bookingsPath);
  const [answer, t] = await Promise.all([readBookings(cursor), getTranslations('bookings')]);
  if (!answer.ok) {
    if (isSignedOut(answer.problem)) redirect(signInPath(bookingsPath, 'expired'));
    // A mistyped or truncated address.
    if (isRefusedWith(answer.problem, 400)) redirect(bookingsPath);
    return <ServiceUnavailablePage what="bookings" />;
  }
  const bookings = answer.value;
  if (bookings.length === 0 && cursor) redirect(bookingsPath);
  if (bookings.length === 0) return <NoBookings />;
  const titles = await titlesOf(bookings);
  const entries = bookings.map((booking) => ({ booking, title: titles.get(booking.performanceId) ?? null }));
  const { upcoming, past, ended } = groupBookings(entries, new Date());
  const next = nextCursor(answer.headers.get('link'));
  return (
    <>
      <PurchaseTabs />
      <h1 className="display mb-8 text-5xl leading-none sm:text-6xl">{t('title')}</h1>
      <div className="flex flex-col gap-10">
        {upcoming.length > 0 && (
          <section className="flex flex-col gap-4">
            <h2 className="display text-2xl">{t('groups.upcoming')}</h2>
            <BookingList label={t('groups.upcoming')} entries={upcoming} />
          </section>
        )}
        {past.length > 0 && (
          <section className="flex flex-col gap-4">
            <h2 className="display text-2xl">{t('groups.past')}</h2>
            <BookingList label={t('groups.past')} entries={past} />
          </section>
        )}
        {ended.length > 0 && (
          <details open={upcoming.length + past.length === 0}>
            <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent-ink underline decoration-1 underline-offset-4">
              {t('groups.ended', { count: ended.length })}
            </summary>
            <div className="mt-4">
              <BookingList label={t('groups.endedLabel')} entries={ended} />
            </div>
          </details>
        )}
        {(cursor || next) && (
          <PageLinks
            label={t('pages')}
            first={cursor ? { href: bookingsPath, text: t('newest') } : undefined}
            next={next ? { href: withQuery(bookingsPath, { cursor: next }), text: t('older') } : undefined}
          />
        )}
      </div>
    </>
  );
}

async function NoBookings() {
  const t = await getTranslations('bookings');
  return (
    <>
      <PurchaseTabs />
      <MessagePage title={t('emptyTitle')} actions={<ButtonLink href={journeysPath}>{t('findJourneys')}</ButtonLink>}>
        <p>{t('emptyText')}</p>
      </MessagePage>
    </>
  );
}
