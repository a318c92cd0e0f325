import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Price } from '../../../components/price.tsx';
import { ServiceAway } from '../../../components/service-away.tsx';
import { TicketStatus } from '../../../components/status.tsx';
import { Stub } from '../../../components/stub.tsx';
import { TicketActions } from '../../../components/ticket-actions.tsx';
import { TicketWatcher } from '../../../components/ticket-watcher.tsx';
import { isRefusedWith } from '../../../lib/api/problem.ts';
import { readCurrentUser, readOrder, readTicket } from '../../../lib/api/server.ts';

type TicketPageProps = { params: Promise<{ ticketId: string }> };

export async function generateMetadata({ params }: TicketPageProps): Promise<Metadata> {
  const answer = await readTicket((await params).ticketId);
  return { title: answer.ok ? answer.value.title : 'Ticket' };
}

export default async function TicketPage({ params }: TicketPageProps) {
  const { ticketId } = await params;
  const [answer, user] = await Promise.all([readTicket(ticketId), readCurrentUser()]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    return <ServiceAway what="this ticket" />;
  }
  const ticket = answer.value;
  // Only its buyer may read an order, so an answer to this question means: the hold is the visitor's own.
  const heldOrder = user && ticket.status !== 'available' && ticket.orderId ? await readOrder(ticket.orderId) : null;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <Stub
        seed={ticket.id}
        title={ticket.title}
        headingLevel="h1"
        isDimmed={ticket.status === 'sold'}
        tear={<Price price={ticket.price} currency={ticket.currency} size="large" />}
      >
        <div>
          <TicketStatus status={ticket.status} />
        </div>
      </Stub>
      <TicketActions
        ticket={ticket}
        isSignedIn={user !== null}
        isOwn={user?.id === ticket.userId}
        ownOrderId={heldOrder?.ok ? heldOrder.value.id : null}
      />
      <TicketWatcher id={ticket.id} version={ticket.version} status={ticket.status} />
    </div>
  );
}
