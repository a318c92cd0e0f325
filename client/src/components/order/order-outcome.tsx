import type { ReactNode } from 'react';
import type { Order } from '../../lib/api/schemas.ts';
import { formatPrice } from '../../lib/money.ts';
import { orderPhase } from '../../lib/order-phase.ts';
import { ButtonLink } from '../button.tsx';
import { ReserveButton } from '../reserve-button.tsx';

/** The end of an order, whichever it was. */
export function OrderOutcome({ order, isReleased }: { order: Order; isReleased: boolean }) {
  const { ticket, refund, status } = order;
  const amount = formatPrice(refund?.amount ?? ticket.price, ticket.currency);
  const phase = orderPhase(order);

  if (phase === 'complete') {
    return (
      <Outcome title="The ticket is yours">
        <p>Paid {amount}. This page is your receipt.</p>
        <ButtonLink look="plain" href="/orders">
          See my orders
        </ButtonLink>
      </Outcome>
    );
  }
  if (phase === 'refunding' || phase === 'refunded') {
    const isDone = phase === 'refunded';
    return (
      <Outcome title={status === 'cancelled' ? 'Paid too late' : 'Refund'}>
        {status === 'cancelled' && <p>Your payment arrived after the reservation had ended.</p>}
        <p>{isDone ? `${amount} was refunded to your card.` : `${amount} is on its way back to your card.`}</p>
        <TryAgain ticketId={ticket.id} />
      </Outcome>
    );
  }
  const hasExpired = !isReleased && Date.parse(order.serverTime) >= Date.parse(order.expiresAt);
  return (
    <Outcome title={hasExpired ? 'The reservation has ended' : 'Ticket released'}>
      <p>
        {hasExpired
          ? 'The time to pay ran out, and nothing was charged. If the ticket is still there, you can have it again.'
          : 'Others can reserve it now. Nothing was charged.'}
      </p>
      <TryAgain ticketId={ticket.id} />
    </Outcome>
  );
}

function TryAgain({ ticketId }: { ticketId: string }) {
  return (
    <div className="flex flex-col gap-3">
      <ReserveButton ticketId={ticketId} isSignedIn label="Reserve it again" />
      <ButtonLink look="plain" href="/" wide>
        Browse other tickets
      </ButtonLink>
    </div>
  );
}

function Outcome({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section role="status" className="flex flex-col gap-4">
      <h2 className="display text-3xl">{title}</h2>
      {children}
    </section>
  );
}
