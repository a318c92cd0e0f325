import { createChangedReader, type LiveEvent, type LiveStreams } from '@ticketing/common/http';
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

/** Publishes ticket changes to live streams, from one change stream. @returns a function that stops it */
export function publishTickets(
  tickets: Pick<TicketStore, 'follow' | 'findByIds'>,
  streams: Pick<LiveStreams, 'isFollowed' | 'publish' | 'refresh' | 'end'>,
  log: Logger,
): () => Promise<void> {
  const onChanged = createChangedReader<string, Ticket>({
    read: (ticketIds) => tickets.findByIds(ticketIds),
    publish: (ticket) => streams.publish(topicOf(ticket.id), liveTicket(ticket)),
    onFailure: (ticketIds, err) => {
      log.warn(
        { err, count: ticketIds.length },
        'changed tickets could not be read; closing their streams so that readers reconnect',
      );
      for (const ticketId of ticketIds) streams.end(topicOf(ticketId));
    },
  });
  return tickets.follow({
    onChange: (ticketId) => {
      if (streams.isFollowed(topicOf(ticketId))) onChanged(ticketId, ticketId);
    },
    onGap: streams.refresh,
    log,
  });
}
