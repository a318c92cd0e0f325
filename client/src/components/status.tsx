import type { Order, Ticket } from '../lib/api/schemas.ts';
import { type OrderPhase, orderPhase } from '../lib/order-phase.ts';

type Tone = 'live' | 'done' | 'over';

const TONES: Record<Tone, string> = {
  live: 'border-accent text-accent',
  done: 'border-ink bg-ink text-paper',
  over: 'border-line text-muted',
};

function Status({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span
      className={`inline-flex h-7 items-center rounded-full border px-3 text-sm font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

const TICKET_STATUS: Record<Ticket['status'], [Tone, string]> = {
  available: ['live', 'Available'],
  reserved: ['over', 'On hold'],
  sold: ['over', 'Sold'],
};

export function TicketStatus({ status }: { status: Ticket['status'] }) {
  const [tone, label] = TICKET_STATUS[status];
  return <Status tone={tone}>{label}</Status>;
}

const ORDER_STATUS: Record<OrderPhase, [Tone, string]> = {
  held: ['live', 'To pay'],
  processing: ['live', 'Processing'],
  complete: ['done', 'Complete'],
  refunding: ['over', 'Refunding'],
  refunded: ['over', 'Refunded'],
  ended: ['over', 'Cancelled'],
};

export function OrderStatus({ order }: { order: Pick<Order, 'status' | 'refund'> }) {
  const [tone, label] = ORDER_STATUS[orderPhase(order)];
  return <Status tone={tone}>{label}</Status>;
}
