import { useFormatter, useTranslations } from 'next-intl';
import { zoneOf } from '@/format/event-zone.ts';
import { placeOf } from '@/format/place.ts';
import { Price } from '@/ui/price.tsx';
import { StubCard } from '@/ui/stub.tsx';
import { DateStamp } from './date-stamp.tsx';
import type { CardTicket } from './listing-draft.ts';

interface ListingCardProps {
  ticket: CardTicket;
  isPriority?: boolean /** leads nowhere yet */;
  isPreview?: boolean;
}

/** A listing in a grid. */
export function ListingCard({ ticket, isPriority, isPreview }: ListingCardProps) {
  const t = useTranslations();
  const format = useFormatter();
  const { id, title, price, currency, category, startsAt, status, pictureUrl } = ticket;
  const timeZone = zoneOf(ticket);
  return (
    <StubCard
      seed={id}
      title={title}
      pictureUrl={pictureUrl}
      href={isPreview ? undefined : `/tickets/${id}`}
      headingLevel={isPreview ? 'h2' : 'h3'}
      isPriority={isPriority}
      isDimmed={status !== 'available'}
      badge={startsAt && <DateStamp startsAt={startsAt} timeZone={timeZone} />}
      tear={
        <>
          <Price price={price} currency={currency} size="small" />
          <span className="caption truncate">
            {status === 'available' ? t(`categories.${category}`) : t(`ticket.status.${status}`)}
          </span>
        </>
      }
    >
      <p dir="auto" className="truncate text-sm text-muted">
        {placeOf(ticket) ?? t(`categories.${category}`)}
      </p>
      <p className="text-sm text-muted">
        {startsAt
          ? format.dateTime(new Date(startsAt), { weekday: 'short', hour: 'numeric', minute: '2-digit', timeZone })
          : t('browse.noDate')}
      </p>
    </StubCard>
  );
}
