import { ruleViolated } from '@ticketing/common/errors';

export type TicketStatus = 'available' | 'reserved' | 'sold';

export interface Ticket {
  id: string;
  title: string;
  priceMinor: number;
  currency: string;
  /** The seller. */
  userId: string;
  /** Number of the last event published of this ticket; the first is 0. */
  version: number;
  status: TicketStatus;
  /** The order that holds the ticket. */
  orderId: string | null;
  /** Highest reservation number applied; news of lower ones are history. 0 before the first. */
  reservation: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface Listing {
  title: string;
  priceMinor: number;
}

/**
 * The ticket after its seller's edit; null when nothing changes, because then nothing is published either.
 * @throws DomainError ticket_reserved
 */
export function edit(ticket: Ticket, { title, priceMinor }: Listing): Ticket | null {
  if (ticket.orderId !== null) throw ruleViolated('ticket_reserved', 'Cannot edit a reserved ticket');
  if (ticket.title === title && ticket.priceMinor === priceMinor) return null;
  return { ...ticket, title, priceMinor, version: ticket.version + 1 };
}

/** What an order says of the reservation it made. Numbers rise per ticket; two orders' events may arrive in any order. */
export interface ReservationNews {
  type: 'reserved' | 'released' | 'sold';
  orderId: string;
  reservation: number;
}

/**
 * The ticket after news of a reservation; null when the news is history. A release can only end its own reservation or an
 * older one, so it never frees another buyer's hold.
 */
export function applyReservation(ticket: Ticket, { type, orderId, reservation }: ReservationNews): Ticket | null {
  const isNewer = reservation > ticket.reservation;
  const isOwnEnd = reservation === ticket.reservation && ticket.orderId === orderId && ticket.status === 'reserved';
  if (type === 'reserved' ? !isNewer : !isNewer && !isOwnEnd) return null;
  const held = type === 'released' ? null : orderId;
  const status = ({ reserved: 'reserved', released: 'available', sold: 'sold' } as const)[type];
  return { ...ticket, orderId: held, status, reservation, version: ticket.version + 1 };
}
