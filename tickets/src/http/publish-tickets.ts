import type { LiveEvent, LiveStreams } from '@ticketing/common/http';
import type { Logger } from '@ticketing/common/log';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';
import { toTicketResponse } from './ticket-schemas.ts';

export const topicOf = (ticketId: string): string => ticketId;

export const liveTicket = (ticket: Ticket): LiveEvent => ({
  key: ticket.id,
  event: 'ticket',
  id: `${ticket.id}:${ticket.version}`,
  data: toTicketResponse(ticket),
});

/** Passes changes of tickets on to who follows them, from one change stream. @returns a function that stops it */
export const publishTickets = (
  tickets: Pick<TicketStore, 'follow'>,
  streams: Pick<LiveStreams, 'publish' | 'refresh'>,
  log: Logger,
): (() => Promise<void>) =>
  tickets.follow({
    onChange: (ticket) => streams.publish(topicOf(ticket.id), liveTicket(ticket)),
    onGap: streams.refresh,
    log,
  });
