'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { bookingsPath, orderPath } from '@/site/travel-paths.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';
import type { BookedPlace, Booking, BookingOrder } from './api/schemas.ts';

interface BookingTicketsProps {
  booking: Booking & { order: BookingOrder };
  /** Times and route of the journey. */
  facts: ReactNode;
}

/** The tickets of a paid booking. Prints without the page around them. */
export function BookingTickets({ booking: { performanceId, order }, facts }: BookingTicketsProps) {
  const t = useTranslations('bookings');
  const { total, currency, title, places } = order;
  const amount = useFormatter().number(total, { style: 'currency', currency });
  const count = places.length;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <section role="status" className="flex flex-col gap-2">
        <h1 className="display text-5xl leading-none sm:text-6xl print:text-4xl">{t('complete.title', { count })}</h1>
        <p className="text-lg text-muted">{t('complete.text', { amount, count })}</p>
      </section>
      <Stub
        seed={performanceId}
        title={title}
        size="large"
        headingLevel="h2"
        isInked
        tear={
          <>
            <Price price={total} currency={currency} size="large" />
            <span className="font-semibold">{t('paid')}</span>
          </>
        }
      >
        {facts}
      </Stub>
      <ul aria-label={t('complete.tickets')} className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {places.map((place, at) => (
          <li key={place.ticketNumber ?? at} className="break-inside-avoid">
            <TicketStub place={place} number={at + 1} />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 print:hidden">
        <Button look="plain" onClick={() => window.print()}>
          {t('complete.print', { count })}
        </Button>
        <ButtonLink look="plain" href={orderPath(order.id)}>
          {t('complete.receipt')}
        </ButtonLink>
        <ButtonLink look="plain" href={bookingsPath}>
          {t('title')}
        </ButtonLink>
      </div>
    </div>
  );
}

function TicketStub({ place: { passenger, label, ticketNumber }, number }: { place: BookedPlace; number: number }) {
  const t = useTranslations('bookings');
  return (
    <div className="stub-outline h-full">
      <div className="stub-cut flex h-full items-stretch bg-card [--tear:9rem]">
        <div className="flex min-w-0 grow flex-col justify-center gap-1 px-4 py-4 sm:px-5">
          <p dir="auto" className="display text-xl leading-6 wrap-anywhere">
            {passenger ?? t('passengers.label', { number })}
          </p>
          <p dir="auto" className="text-sm text-muted wrap-anywhere">
            {label}
          </p>
        </div>
        <div className="stub-tear stub-perforated flex shrink-0 flex-col items-center justify-center gap-1 px-3 text-center">
          <span className="caption">{t('complete.number')}</span>
          <span className="display figures text-lg leading-tight">{ticketNumber}</span>
        </div>
      </div>
    </div>
  );
}
