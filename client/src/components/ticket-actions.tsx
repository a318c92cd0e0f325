import type { ReactNode } from 'react';
import type { Ticket } from '../lib/api/schemas.ts';
import { ButtonLink } from './button.tsx';
import { ReserveButton } from './reserve-button.tsx';

type TicketActionsProps = {
  ticket: Ticket;
  isSignedIn: boolean;
  isOwn: boolean;
  /** the visitor's own order on this ticket, if there is one */
  ownOrderId: string | null;
};

/** What this visitor can do with this ticket now. */
export function TicketActions({ ticket, isSignedIn, isOwn, ownOrderId }: TicketActionsProps) {
  return (
    <div aria-live="polite" className="flex flex-col gap-8">
      {isOwn && <OwnListing ticket={ticket} />}
      <BuyingSide ticket={ticket} isSignedIn={isSignedIn} ownOrderId={ownOrderId} />
    </div>
  );
}

function BuyingSide({ ticket, isSignedIn, ownOrderId }: Omit<TicketActionsProps, 'isOwn'>) {
  if (ownOrderId) {
    const isBought = ticket.status === 'sold';
    return (
      <Panel title={isBought ? 'You bought this ticket' : 'This ticket is held for you'}>
        <ButtonLink href={`/orders/${ownOrderId}`} wide>
          {isBought ? 'See your order' : 'Go on to payment'}
        </ButtonLink>
      </Panel>
    );
  }
  switch (ticket.status) {
    case 'available':
      return (
        <div
          data-buy-bar
          className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:border-line max-sm:bg-card max-sm:p-4 sm:max-w-sm"
        >
          <ReserveButton ticketId={ticket.id} isSignedIn={isSignedIn} />
        </div>
      );
    case 'reserved':
      return (
        <Panel title="Someone is paying for this ticket">
          <p className="text-muted">It may be free again in a few minutes. This page shows it by itself.</p>
        </Panel>
      );
    case 'sold':
      return (
        <Panel title="This ticket is sold">
          <ButtonLink look="plain" href="/">
            See other tickets
          </ButtonLink>
        </Panel>
      );
  }
}

function OwnListing({ ticket }: { ticket: Ticket }) {
  return (
    <Panel title="This is your listing">
      {ticket.status === 'available' ? (
        <ButtonLink look="plain" href={`/tickets/${ticket.id}/edit`}>
          Edit listing
        </ButtonLink>
      ) : (
        <p className="text-muted">It can't be changed while it is {ticket.status === 'sold' ? 'sold' : 'on hold'}.</p>
      )}
    </Panel>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex max-w-md flex-col items-start gap-4">
      <h2 className="display text-2xl">{title}</h2>
      {children}
    </section>
  );
}
