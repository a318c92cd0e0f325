import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { isRefusedWith } from '@/api/problem.ts';
import { readCurrentUser, readOrder, readReservationTerms, readTicket } from '@/api/server.ts';
import { holdLeftMs } from '@/features/hold/hold.ts';
import { eventDataOf } from '@/features/ticket/event-data.ts';
import { saleEndsInMs } from '@/features/ticket/sale.ts';
import { SellerFacts } from '@/features/ticket/seller-facts.tsx';
import { SimilarTickets } from '@/features/ticket/similar-tickets.tsx';
import { TicketActions } from '@/features/ticket/ticket-actions.tsx';
import { TicketFacts } from '@/features/ticket/ticket-facts.tsx';
import { TicketStatus } from '@/features/ticket/ticket-status.tsx';
import { TicketWatcher } from '@/features/ticket/ticket-watcher.tsx';
import { zoneOf } from '@/format/event-zone.ts';
import { placeOf } from '@/format/place.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { JsonLd } from '@/site/json-ld.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';

interface TicketPageProps {
  params: Promise<{ ticketId: string }>;
}

export async function generateMetadata({ params }: TicketPageProps): Promise<Metadata> {
  const { ticketId } = await params;
  const [answer, t, format] = await Promise.all([readTicket(ticketId), getTranslations('ticket'), getFormatter()]);
  if (!answer.ok) return { title: t('title') };
  const { title, price, currency, startsAt, description, pictureUrl } = answer.value;
  const said = [
    startsAt && format.dateTime(new Date(startsAt), 'event', { timeZone: zoneOf(answer.value) }),
    placeOf(answer.value),
    format.number(price, { style: 'currency', currency }),
    description,
  ];
  const summary = said.filter(Boolean).join(' · ').slice(0, 200);
  return {
    title,
    description: summary,
    alternates: { canonical: `/tickets/${ticketId}` },
    openGraph: {
      title,
      description: summary,
      images: pictureUrl ? [{ url: pictureUrl, width: 800, height: 1000 }] : [],
    },
  };
}

export default async function TicketPage({ params }: TicketPageProps) {
  const { ticketId } = await params;
  const [answer, user, terms, t] = await Promise.all([
    readTicket(ticketId),
    readCurrentUser(),
    readReservationTerms(),
    getTranslations('ticket'),
  ]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    return <ServiceUnavailablePage what="ticket" />;
  }
  const ticket = answer.value;
  // Only its buyer can read an order, so a successful read means that the visitor holds the ticket.
  const heldOrder = user && ticket.status !== 'available' && ticket.orderId ? await readOrder(ticket.orderId) : null;
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
      <div className="flex min-w-0 flex-col gap-8">
        <Stub
          seed={ticket.id}
          title={ticket.title}
          pictureUrl={ticket.pictureUrl}
          size="large"
          headingLevel="h1"
          isDimmed={ticket.status === 'sold' || ticket.status === 'withdrawn' || ticket.isSaleOver}
          tear={<Price price={ticket.price} currency={ticket.currency} size="large" />}
        >
          <div className="mb-2">
            <TicketStatus ticket={ticket} />
          </div>
          <TicketFacts ticket={ticket} />
        </Stub>
        {ticket.description && (
          <section className="max-w-2xl">
            <h2 className="display text-2xl">{t('about')}</h2>
            <p dir="auto" className="mt-2 leading-7 whitespace-pre-line wrap-anywhere">
              {ticket.description}
            </p>
          </section>
        )}
      </div>
      <div className="flex flex-col gap-6 lg:sticky lg:top-24 lg:self-start">
        <ClientMessages namespaces={['problems']}>
          <TicketActions
            ticket={ticket}
            reservationMinutes={terms.ok ? Math.floor(terms.value.reservationSeconds / 60) : null}
            isSignedIn={user !== null}
            isOwn={user?.id === ticket.userId}
            ownOrderId={heldOrder?.ok ? heldOrder.value.id : null}
            holdLeftMs={holdLeftMs(ticket.reservedUntil, answer.headers.get('x-server-time'))}
          />
        </ClientMessages>
        <Suspense>
          <SellerFacts ticketId={ticketId} />
        </Suspense>
      </div>
      <div className="lg:col-span-2">
        <Suspense>
          <SimilarTickets ticketId={ticketId} />
        </Suspense>
      </div>
      <JsonLd json={eventDataOf(ticket)} />
      <TicketWatcher
        id={ticket.id}
        version={ticket.version}
        status={ticket.status}
        saleEndsInMs={saleEndsInMs(ticket, answer.headers.get('x-server-time'))}
      />
    </div>
  );
}
