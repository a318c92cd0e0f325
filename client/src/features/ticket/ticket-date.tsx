import { useFormatter } from 'next-intl';

/** When an event begins, by the clock of the market. */
export function TicketDate({ startsAt, format }: { startsAt: string; format: 'event' | 'eventLong' }) {
  return <time dateTime={startsAt}>{useFormatter().dateTime(new Date(startsAt), format)}</time>;
}
