import type { Order, Ticket } from '@/api/schemas.ts';
import { OrderSummary } from './order-summary.tsx';

interface OrderListProps {
  label: string;
  entries: readonly { order: Order; ticket: Ticket | null }[];
}

/** Orders as stubs that lead to their pages. */
export function OrderList({ label, entries }: OrderListProps) {
  return (
    <ul aria-label={label} className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:gap-6">
      {entries.map(({ order, ticket }) => (
        <li key={order.id}>
          <OrderSummary order={order} ticket={ticket} href={`/orders/${order.id}`} headingLevel="h3" />
        </li>
      ))}
    </ul>
  );
}
