import type { Order, Ticket } from '@/api/schemas.ts';
import { orderPhase } from './order-phase.ts';

export interface OrderGroups<T> {
  /** To be paid, or for an event that is still to come. */
  upcoming: T[];
  past: T[];
  /** Attempts that ended without a ticket and without a charge. */
  ended: T[];
}

/** Groups orders as their buyer looks for them; each group keeps the order of the list. */
export function groupOrders<T extends { order: Order; ticket: Pick<Ticket, 'startsAt'> | null }>(
  orders: readonly T[],
  now: Date,
): OrderGroups<T> {
  const groupOf = ({ order, ticket }: T): keyof OrderGroups<T> => {
    const phase = orderPhase(order);
    if (phase === 'ended') return 'ended';
    if (phase === 'held' || phase === 'processing') return 'upcoming';
    if (phase === 'refunded' || phase === 'refunding') return 'past';
    const startsAt = ticket?.startsAt ?? order.performance?.startsAt;
    return startsAt && new Date(startsAt) <= now ? 'past' : 'upcoming';
  };
  const groups: OrderGroups<T> = { upcoming: [], past: [], ended: [] };
  for (const entry of orders) groups[groupOf(entry)].push(entry);
  return groups;
}
