import type { Order, OrderItem } from '@/api/schemas.ts';

/** What an order is about, whether it buys the ticket of a listing or places at a performance. */
export interface OrderContent {
  /** Id of the ticket or performance; seed of the poster. */
  subjectId: string;
  title: string;
  /** Major units. */
  total: number;
  currency: string;
  /** The places at a performance; empty for a listing's ticket, which is its own only item. */
  places: readonly OrderItem[];
  performance: NonNullable<Order['performance']> | null;
}

export function contentOf({ id, ticket, performance, items = [], total, currency }: OrderSubject): OrderContent {
  return {
    subjectId: performance?.id ?? ticket?.id ?? id,
    title: performance?.title ?? ticket?.title ?? '',
    total: total ?? ticket?.price ?? items.reduce((sum, { price }) => sum + Math.round(price * 100), 0) / 100,
    currency: currency ?? ticket?.currency ?? 'USD',
    places: performance ? items : [],
    performance: performance ?? null,
  };
}

type OrderSubject = Pick<Order, 'id' | 'ticket' | 'performance' | 'items' | 'total' | 'currency'>;

/** How many tickets an order has, for texts that name them. */
export const ticketCountOf = (order: OrderSubject): number => contentOf(order).places.length || 1;
