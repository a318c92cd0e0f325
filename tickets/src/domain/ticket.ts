import { ruleViolated } from '@ticketing/common/errors';

export type TicketStatus = 'available' | 'reserved' | 'sold' | 'withdrawn';

export const categories = ['concert', 'sport', 'theatre', 'festival', 'comedy', 'travel', 'other'] as const;
export type Category = (typeof categories)[number];

/** What a seller says of a ticket besides title and price; all of it may be left out. */
export interface Details {
  description: string | null;
  category: Category;
  venue: string | null;
  city: string | null;
  /** Of a journey. */
  from: string | null;
  to: string | null;
  startsAt: Date | null;
}

export const noDetails: Details = {
  description: null,
  category: 'other',
  venue: null,
  city: null,
  from: null,
  to: null,
  startsAt: null,
};

export interface Listing extends Details {
  title: string;
  priceMinor: number;
}

export interface Ticket extends Listing {
  id: string;
  currency: string;
  /** The seller. */
  userId: string;
  /** Number of the last event published of this ticket; the first is 0. */
  version: number;
  status: TicketStatus;
  /** The seller has taken it off sale. An order that was on its way keeps it, and a release does not offer it again. */
  isWithdrawn: boolean;
  /** The order that holds the ticket. */
  orderId: string | null;
  /** When that order ends unless it is paid; an open attempt to pay may defer it. */
  reservedUntil: Date | null;
  /** Highest reservation number applied; news of lower ones are history. 0 before the first. */
  reservation: number;
  /** Hash of the picture's bytes; null while there is none. */
  pictureId: string | null;
  soldAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const raised = <T extends Ticket>(ticket: T): T => ({ ...ticket, version: ticket.version + 1 });

const refuseWhileHeld = ({ orderId }: Ticket, action: string): void => {
  if (orderId !== null) throw ruleViolated('ticket_reserved', `Cannot ${action} a reserved ticket`);
};

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** What a seller can change; what is left out stays. */
export type ListingChange = Partial<Listing> & { pictureId?: string | null };

/**
 * The ticket after its seller's edit; null when nothing changes, because then nothing is published either.
 * @throws DomainError ticket_reserved
 */
export function edit(ticket: Ticket, change: ListingChange): Ticket | null {
  refuseWhileHeld(ticket, 'edit');
  const names = Object.keys(change) as (keyof ListingChange)[];
  return names.every((name) => isSame(ticket[name], change[name])) ? null : raised({ ...ticket, ...change });
}

/**
 * The ticket after its seller took it off sale; null when it was.
 * @throws DomainError ticket_reserved
 */
export function withdraw(ticket: Ticket): Ticket | null {
  refuseWhileHeld(ticket, 'withdraw');
  return ticket.isWithdrawn ? null : raised({ ...ticket, isWithdrawn: true, status: 'withdrawn' });
}

/**
 * The ticket after its seller offered it again; null when it is on sale.
 * @throws DomainError ticket_reserved
 */
export function relist(ticket: Ticket): Ticket | null {
  refuseWhileHeld(ticket, 'relist');
  return ticket.isWithdrawn ? raised({ ...ticket, isWithdrawn: false, status: 'available' }) : null;
}

/** What an order says of the reservation it made. Numbers rise per ticket; two orders' events may arrive in any order. */
export type ReservationNews = { orderId: string; reservation: number } & (
  | { type: 'reserved'; expiresAt: Date }
  | { type: 'released' }
  | { type: 'sold'; soldAt: Date }
);

/**
 * The ticket after news of a reservation; null when the news is history. A release can only end its own reservation or an
 * older one, so it never frees another buyer's hold.
 */
export function applyReservation(ticket: Ticket, news: ReservationNews): Ticket | null {
  const { orderId, reservation } = news;
  const isNewer = reservation > ticket.reservation;
  const isOwnEnd = reservation === ticket.reservation && ticket.orderId === orderId && ticket.status === 'reserved';
  if (news.type === 'reserved' ? !isNewer : !isNewer && !isOwnEnd) return null;
  const next = raised({ ...ticket, reservation, reservedUntil: null });
  switch (news.type) {
    case 'reserved':
      return { ...next, status: 'reserved', orderId, reservedUntil: news.expiresAt };
    case 'released':
      return { ...next, status: ticket.isWithdrawn ? 'withdrawn' : 'available', orderId: null };
    case 'sold':
      return { ...next, status: 'sold', orderId, soldAt: news.soldAt };
  }
}
