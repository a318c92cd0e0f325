import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Ticket } from '@/api/schemas.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { Price } from '@/ui/price.tsx';
import { MayFreeUp } from './may-free-up.tsx';
import { ReserveButton } from './reserve-button.tsx';
import { obstacleOf } from './sale.ts';

interface TicketActionsProps {
  ticket: Ticket;
  isSignedIn: boolean;
  /** How long a reservation lasts; null if unknown. */
  reservationMinutes: number | null;
  isOwn: boolean;
  /** The visitor's own order on this ticket, if any. */
  ownOrderId: string | null;
  /** Time left of someone's hold by the server's clock. */
  holdLeftMs: number;
}

/** The visitor's actions for a ticket. */
export function TicketActions({ ticket, isOwn, ...buyer }: TicketActionsProps) {
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      {isOwn && <OwnListing ticket={ticket} />}
      {/* Sellers may buy their own ticket through the API, but nothing here leads them to it. */}
      {(!isOwn || buyer.ownOrderId) && <BuyingSide ticket={ticket} {...buyer} />}
    </div>
  );
}

function BuyingSide({
  ticket,
  isSignedIn,
  reservationMinutes,
  ownOrderId,
  holdLeftMs,
}: Omit<TicketActionsProps, 'isOwn'>) {
  const t = useTranslations('ticket');
  if (ownOrderId) {
    const isBought = ticket.status === 'sold';
    return (
      <Panel title={t(isBought ? 'boughtTitle' : 'yoursTitle')}>
        <PriceRow ticket={ticket} />
        <ButtonLink href={`/orders/${ownOrderId}`} wide>
          {t(isBought ? 'boughtAction' : 'yoursAction')}
        </ButtonLink>
      </Panel>
    );
  }
  switch (ticket.status) {
    case 'available': {
      const obstacle = obstacleOf(ticket);
      return obstacle ? (
        <NotForSale obstacle={obstacle} />
      ) : (
        <BuyBar ticket={ticket} isSignedIn={isSignedIn} reservationMinutes={reservationMinutes} />
      );
    }
    case 'reserved':
      return (
        <Panel title={t('heldTitle')}>
          <PriceRow ticket={ticket} />
          <MayFreeUp leftMs={holdLeftMs} label={t('mayFreeUp')} soon={t('mayFreeUpSoon')} />
          <p className="text-muted">{t('watching')}</p>
        </Panel>
      );
    case 'sold':
    case 'withdrawn':
      return (
        <Panel title={t(`${ticket.status}Title`)}>
          {ticket.status === 'withdrawn' && <p className="text-muted">{t('withdrawnText')}</p>}
          <ButtonLink look="plain" href="/" wide>
            {t('others')}
          </ButtonLink>
        </Panel>
      );
  }
}

function NotForSale({ obstacle }: { obstacle: 'saleOver' | 'tooCheap' }) {
  const t = useTranslations('ticket');
  return (
    <Panel title={t(`${obstacle}Title`)}>
      <p className="text-muted">{t(`${obstacle}Text`)}</p>
      <ButtonLink look="plain" href="/" wide>
        {t('others')}
      </ButtonLink>
    </Panel>
  );
}

/** A panel beside the ticket; on a phone, a fixed bar at the bottom that includes the price. */
function BuyBar({
  ticket,
  isSignedIn,
  reservationMinutes,
}: Pick<TicketActionsProps, 'ticket' | 'isSignedIn' | 'reservationMinutes'>) {
  const t = useTranslations('ticket');
  return (
    <section
      data-buy-bar
      className="flex flex-col gap-4 rounded-card border border-line bg-card p-6 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:flex-row max-sm:items-center max-sm:rounded-none max-sm:border-x-0 max-sm:border-b-0 max-sm:p-4"
    >
      <div className="flex items-baseline justify-between gap-4">
        <span className="text-muted max-sm:hidden">{t('price')}</span>
        <Price price={ticket.price} currency={ticket.currency} size="large" />
      </div>
      <div className="grow">
        <ReserveButton
          ticketId={ticket.id}
          isSignedIn={isSignedIn}
          label={t('reserve')}
          pendingLabel={t('reserving')}
        />
      </div>
      <p className="text-sm text-muted max-sm:hidden">
        {reservationMinutes ? t('promise', { minutes: reservationMinutes }) : t('promiseUnknown')}
      </p>
    </section>
  );
}

function OwnListing({ ticket }: Pick<TicketActionsProps, 'ticket'>) {
  const t = useTranslations('ticket');
  const saidWords = { reserved: 'ownHeld', sold: 'ownSold', withdrawn: 'ownWithdrawn' } as const;
  const obstacle = ticket.status === 'available' ? obstacleOf(ticket) : null;
  return (
    <Panel title={t('ownTitle')}>
      {ticket.status === 'available' ? (
        <ButtonLink look="plain" href={`/tickets/${ticket.id}/edit`} wide>
          {t('ownEdit')}
        </ButtonLink>
      ) : (
        <p className="text-muted">{t(saidWords[ticket.status])}</p>
      )}
      {obstacle && <p className="text-muted">{t(obstacle === 'saleOver' ? 'ownSaleOver' : 'ownTooCheap')}</p>}
      <ButtonLink look="quiet" href="/listings">
        {t('ownListings')}
      </ButtonLink>
    </Panel>
  );
}

function PriceRow({ ticket: { price, currency } }: Pick<TicketActionsProps, 'ticket'>) {
  const t = useTranslations('ticket');
  return (
    <p className="flex items-baseline justify-between gap-4">
      <span className="text-muted">{t('price')}</span>
      <Price price={price} currency={currency} size="large" />
    </p>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4 rounded-card border border-line bg-card p-6">
      <h2 className="display text-2xl">{title}</h2>
      {children}
    </section>
  );
}
