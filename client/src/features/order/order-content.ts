import type { Order, OrderItem } from '@/api/schemas.ts';

/** What an order is about, whether it buys the ticket of a listing or places at a performance. */
export interface OrderContent {
  /** Id of the ticket or performance; seed of the poster. */
  subjectId: string;
  title: string;
  /** The places at a performance; empty for a listing's ticket, which is its own only item. */
  places: readonly OrderItem[];
}

export function contentOf({ id, ticket, performance, items }: OrderSubject): OrderContent {
  const { id: subjectId, title } = performance ?? ticket ?? { id, title: '' };
  return { subjectId, title, places: performance ? items : [] };
}

type OrderSubject = Pick<Order, 'id' | 'ticket' | 'performance' | 'items'>;
