import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.issue.requested.v1 → issues the tickets of an entry, and answers with their numbers. */
export const onIssueRequested = ({
  issueTickets,
}: Pick<ConsumerUseCases, 'issueTickets'>): BatchHandler<'bookings.issue.requested.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    issueTickets(
      tx,
      deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })),
    ),
});
