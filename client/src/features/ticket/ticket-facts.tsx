import { useFormatter, useTranslations } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { zoneOf } from '@/format/event-zone.ts';
import { placeOf } from '@/format/place.ts';
import { TicketDate } from './ticket-date.tsx';

/** A ticket's time and place. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const t = useTranslations();
  const format = useFormatter();
  const { startsAt, saleEndsAt, from, category } = ticket;
  const place = placeOf(ticket);
  return (
    <dl className="flex flex-col gap-3">
      <div>
        <dt className="caption">{t('ticket.date')}</dt>
        <dd className="figures font-semibold">
          {startsAt ? <TicketDate ticket={ticket} format="eventLong" /> : t('ticket.noDate')}
        </dd>
      </div>
      {saleEndsAt && (
        <div>
          <dt className="caption">{t('ticket.saleEndsAt')}</dt>
          <dd className="figures font-semibold">
            <time dateTime={saleEndsAt}>
              {format.dateTime(new Date(saleEndsAt), 'event', { timeZone: zoneOf(ticket) })}
            </time>
          </dd>
        </div>
      )}
      {place && (
        <div>
          <dt className="caption">{t(from ? 'ticket.route' : 'ticket.place')}</dt>
          <dd dir="auto" className="font-semibold wrap-anywhere">
            {place}
          </dd>
        </div>
      )}
      <div>
        <dt className="caption">{t('ticket.category')}</dt>
        <dd className="font-semibold">{t(`categories.${category}`)}</dd>
      </div>
    </dl>
  );
}
