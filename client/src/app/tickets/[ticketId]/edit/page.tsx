import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '../../../../components/button.tsx';
import { MessagePage } from '../../../../components/message-page.tsx';
import { ServiceAway } from '../../../../components/service-away.tsx';
import { TicketForm } from '../../../../components/ticket-form.tsx';
import { TicketWatcher } from '../../../../components/ticket-watcher.tsx';
import { isRefusedWith } from '../../../../lib/api/problem.ts';
import { requireUser } from '../../../../lib/api/require-user.ts';
import { readTicket } from '../../../../lib/api/server.ts';

export const metadata: Metadata = { title: 'Edit listing' };

type EditPageProps = { params: Promise<{ ticketId: string }> };

export default async function EditPage({ params }: EditPageProps) {
  const { ticketId } = await params;
  const user = await requireUser(`/tickets/${ticketId}/edit`);
  const answer = await readTicket(ticketId);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    return <ServiceAway what="this listing" />;
  }
  const ticket = answer.value;
  const back = <ButtonLink href={`/tickets/${ticketId}`}>See the ticket</ButtonLink>;
  if (ticket.userId !== user.id) {
    return (
      <MessagePage title="Not your listing" actions={back}>
        <p>Only the person who listed a ticket can change it.</p>
      </MessagePage>
    );
  }
  if (ticket.status !== 'available') {
    return (
      <MessagePage title="Locked" actions={back}>
        <TicketWatcher id={ticket.id} version={ticket.version} status={ticket.status} />
        <p>
          {ticket.status === 'sold'
            ? 'This ticket is sold. Its listing is now a record.'
            : 'Someone is paying for this ticket, so its listing stays as it is. It opens again if they let go.'}
        </p>
      </MessagePage>
    );
  }
  return (
    <>
      <h1 className="display mb-8 text-4xl sm:text-5xl">Edit listing</h1>
      <TicketForm ticket={ticket} />
    </>
  );
}
