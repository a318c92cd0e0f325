import { useFormatter } from 'next-intl';

/** When an event starts, in the market's time zone. */
export function TicketDate({ startsAt, format }: { startsAt: string; format: 'event' | 'eventLong' }) {
  return <time dateTime={startsAt}>{useFormatter().dateTime(new Date(startsAt), format)}</time>;
}
