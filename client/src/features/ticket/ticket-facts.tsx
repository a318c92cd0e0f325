import { useFormatter, useTranslations } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { placeOf } from '@/format/place.ts';

/** A ticket's time and place. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const t = useTranslations();
  const format = useFormatter();
  const { startsAt, from, category } = ticket;
  const place = placeOf(ticket);
  return (
    <dl className="flex flex-col gap-3">
      <div>
        <dt className="caption">{t('ticket.date')}</dt>
        <dd className="figures font-semibold">
          {startsAt ? (
            <time dateTime={startsAt}>{format.dateTime(new Date(startsAt), 'eventLong')}</time>
          ) : (
            t('ticket.noDate')
          )}
        </dd>
      </div>
      {place && (
        <div>
          <dt className="caption">{t(from ? 'ticket.route' : 'ticket.place')}</dt>
          <dd className="font-semibold wrap-anywhere">{place}</dd>
        </div>
      )}
      <div>
        <dt className="caption">{t('ticket.category')}</dt>
        <dd className="font-semibold">{t(`categories.${category}`)}</dd>
      </div>
    </dl>
  );
}
