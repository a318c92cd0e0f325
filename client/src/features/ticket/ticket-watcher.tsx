'use client';

import { useRouter } from 'next/navigation';
import { readTicket } from '@/api/browser.ts';
import { type Ticket, ticketSchema } from '@/api/schemas.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';

const pollMs = 2_000;

/** Refreshes the page when its ticket changes. A sold ticket stays sold and is not watched. */
export function TicketWatcher({ id, version, status }: Pick<Ticket, 'id' | 'version' | 'status'>) {
  const router = useRouter();
  const isFinal = status === 'sold';
  const see = (ticket: Ticket) => {
    if (ticket.version > version || (ticket.version === version && ticket.status !== status)) router.refresh();
  };
  const isLive = useFeed(isFinal ? null : `/api/tickets/events?ids=${id}`, 'ticket', ticketSchema, see);
  usePoll(
    async () => {
      const answer = await readTicket(id);
      if (answer.ok) see(answer.value);
    },
    isFinal || isLive ? null : pollMs,
  );
  return null;
}
