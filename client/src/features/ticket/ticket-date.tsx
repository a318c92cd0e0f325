import { useFormatter } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { zoneOf } from '@/format/event-zone.ts';

interface TicketDateProps {
  ticket: Pick<Ticket, 'startsAt' | 'timeZone'>;
  format: 'event' | 'eventLong';
}

/** When an event starts, in its own time zone. */
export function TicketDate({ ticket, format }: TicketDateProps) {
  const formatter = useFormatter();
  const { startsAt } = ticket;
  if (!startsAt) return null;
  return (
    <time dateTime={startsAt}>{formatter.dateTime(new Date(startsAt), format, { timeZone: zoneOf(ticket) })}</time>
  );
}
