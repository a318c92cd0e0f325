import { useTranslations } from 'next-intl';
import type { Order, Ticket } from '@/api/schemas.ts';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { placeOf } from '@/format/place.ts';
import { Price } from '@/ui/price.tsx';
import { Stub } from '@/ui/stub.tsx';
import { contentOf } from './order-content.ts';
import { seatsInShort } from './order-items.tsx';
import { OrderStatus } from './order-status.tsx';

interface OrderSummaryProps {
  order: Order;
  ticket: Ticket | null;
  href?: string;
  headingLevel?: 'h1' | 'h3';
}

/** An order as a stub: ticket, status and price. The price is the order's, even if the listing has changed. */
export function OrderSummary({ order, ticket, href, headingLevel = 'h1' }: OrderSummaryProps) {
  const t = useTranslations('order');
  const place = ticket && placeOf(ticket);
  const { subjectId, title, places } = contentOf(order);
  const { total, currency, performance } = order;
  const dated = performance ?? ticket;
  return (
    <Stub
      seed={subjectId}
      title={title}
      pictureUrl={ticket?.pictureUrl}
      href={href}
      headingLevel={headingLevel}
      isDimmed={order.status === 'cancelled'}
      isInked={order.status === 'complete'}
      tear={
        <>
          <Price price={total} currency={currency} size="small" />
          {order.status === 'complete' && <span className="text-sm font-semibold">{t('paid')}</span>}
        </>
      }
    >
      {dated && (
        <p className="text-sm">
          <TicketDate ticket={dated} format="event" />
        </p>
      )}
      {place && (
        <p dir="auto" className="truncate text-sm text-muted">
          {place}
        </p>
      )}
      {places.length > 0 && (
        <p dir="auto" className="line-clamp-2 text-sm text-muted">
          {t('places', { count: places.length })}: {seatsInShort(places)}
        </p>
      )}
      <div>
        <OrderStatus order={order} />
      </div>
    </Stub>
  );
}
