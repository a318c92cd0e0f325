'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { readOwnPayments } from '@/api/browser.ts';
import type { Order, OwnPayment, Ticket } from '@/api/schemas.ts';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { TicketFacts } from '@/features/ticket/ticket-facts.tsx';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';
import { BookingLink } from './booking-link.tsx';
import { contentOf } from './order-content.ts';
import { OrderItems } from './order-items.tsx';
import { ReturnedPlaces } from './returned-places.tsx';

/** The paid ticket with its receipt. Prints on one page. */
export function Receipt({ order, ticket }: { order: Order; ticket: Ticket | null }) {
  const t = useTranslations('order');
  const format = useFormatter();
  const payment = usePaidPayment(order.id);
  const { subjectId, title } = contentOf(order);
  const { total, currency, performance, refund } = order;
  // What was charged: some of it may have come back since.
  const chargedMajor = payment?.amount ?? total + (refund?.amount ?? 0);
  const amount = format.number(chargedMajor, { style: 'currency', currency });
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <section role="status" className="flex flex-col gap-2">
        <h1 className="display text-5xl leading-none sm:text-6xl print:text-4xl">
          {t('completeTitle', { count: order.items.length })}
        </h1>
        <p className="text-lg text-muted">{t('completeText', { amount })}</p>
      </section>
      <Stub
        seed={subjectId}
        title={title}
        pictureUrl={ticket?.pictureUrl}
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
        {ticket && <TicketFacts ticket={ticket} />}
        {performance && (
          <p className="figures font-semibold">
            <TicketDate ticket={performance} format="eventLong" />
          </p>
        )}
      </Stub>
      <OrderItems order={order} />
      <ReturnedPlaces order={order} />
      <dl className="grid grid-cols-1 gap-x-8 gap-y-4 border-t border-line pt-6 sm:grid-cols-2">
        <Entry name={t('receipt.number')}>{order.id}</Entry>
        <Entry name={t('receipt.amount')}>{amount}</Entry>
        <Entry name={t('receipt.orderedAt')}>{format.dateTime(new Date(order.createdAt), 'moment')}</Entry>
        {payment?.paidAt && (
          <Entry name={t('receipt.paidAt')}>{format.dateTime(new Date(payment.paidAt), 'moment')}</Entry>
        )}
        {payment?.card && (
          <Entry name={t('receipt.card')}>
            {payment.card.brand.toUpperCase()} •••• {payment.card.last4}
          </Entry>
        )}
      </dl>
      <div className="flex flex-wrap gap-3 print:hidden">
        <BookingLink order={order} />
        <Button look="plain" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <ButtonLink look="plain" href="/orders">
          {t('myOrders')}
        </ButtonLink>
      </div>
    </div>
  );
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="caption">{name}</dt>
      <dd className="figures wrap-anywhere">{children}</dd>
    </div>
  );
}

/** The successful payment; null until it is loaded. The receipt does not depend on it. */
function usePaidPayment(orderId: string): OwnPayment | null {
  const [payment, setPayment] = useState<OwnPayment | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await readOwnPayments(orderId);
      if (answer.ok) setPayment(answer.value.find(({ status }) => status === 'succeeded') ?? null);
    };
    void read();
  }, [orderId]);
  return payment;
}
