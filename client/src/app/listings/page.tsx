import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { isSignedOut } from '@/api/problem.ts';
import { readOwnTickets } from '@/api/server.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { ListingActions } from '@/features/listing/listing-actions.tsx';
import { salesOf } from '@/features/listing/sales.ts';
import { TicketStatus } from '@/features/ticket/ticket-status.tsx';
import { placeOf } from '@/format/place.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listings'))('title') };
}

export default async function ListingsPage() {
  await requireUser('/listings');
  const [answer, t, format] = await Promise.all([readOwnTickets(), getTranslations(), getFormatter()]);
  if (!answer.ok) {
    if (isSignedOut(answer.problem)) redirect(signInPath('/listings', 'expired'));
    return <ServiceUnavailablePage what="listings" />;
  }
  const listings = answer.value;
  const sell = <ButtonLink href="/tickets/new">{t('listings.sell')}</ButtonLink>;
  if (listings.length === 0) {
    return (
      <MessagePage title={t('listings.emptyTitle')} actions={sell}>
        <p>{t('listings.emptyText')}</p>
      </MessagePage>
    );
  }
  const { count, totalMinor } = salesOf(listings);
  const total = format.number(totalMinor / 100, { style: 'currency', currency: 'USD' });
  return (
    <>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-6">
        <div className="flex flex-col gap-2">
          <h1 className="display text-5xl leading-none sm:text-6xl">{t('listings.title')}</h1>
          <p className="figures text-lg text-muted">{t('listings.sales', { count, total })}</p>
        </div>
        {sell}
      </div>
      <ClientMessages namespaces={['listings', 'problems']}>
        <ul aria-label={t('listings.title')} className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:gap-6">
          {listings.map((ticket) => (
            <li key={ticket.id}>
              <Stub
                seed={ticket.id}
                title={ticket.title}
                pictureUrl={ticket.pictureUrl}
                href={`/tickets/${ticket.id}`}
                headingLevel="h2"
                isDimmed={ticket.status === 'withdrawn'}
                isInked={ticket.status === 'sold'}
                tear={<Price price={ticket.price} currency={ticket.currency} size="small" />}
              >
                <p dir="auto" className="truncate text-sm text-muted">
                  {placeOf(ticket) ?? t(`categories.${ticket.category}`)}
                </p>
                <div className="flex flex-wrap items-center gap-3">
                  <TicketStatus ticket={ticket} />
                  <ListingActions ticket={ticket} />
                </div>
              </Stub>
            </li>
          ))}
        </ul>
      </ClientMessages>
    </>
  );
}
