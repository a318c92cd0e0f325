import { invalidInput, ruleViolated } from '@ticketing/common/errors';

export type TicketStatus = 'available' | 'reserved' | 'sold' | 'withdrawn';

export const categories = ['concert', 'sport', 'theatre', 'festival', 'comedy', 'travel', 'other'] as const;
export type Category = (typeof categories)[number];

/** Optional details of a listing, besides title and price. */
export interface Details {
  description: string | null;
  category: Category;
  venue: string | null;
  city: string | null;
  /** Origin of a journey. */
  from: string | null;
  to: string | null;
  startsAt: Date | null;
  /** When the seller ends the sale, at the latest at the start; null for the start itself. */
  saleEndsAt: Date | null;
  /** IANA time zone of the event's place, in which its times are shown; null if unknown. */
  timeZone: string | null;
}

export const noDetails: Details = {
  description: null,
  category: 'other',
  venue: null,
  city: null,
  from: null,
  to: null,
  startsAt: null,
  saleEndsAt: null,
  timeZone: null,
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
  /** Version of the ticket's last published event; the first is 0. */
  version: number;
  status: TicketStatus;
  /**
   * Whether the seller has taken it off sale. An order already in flight still gets it, and its release does not relist
   * it.
   */
  isWithdrawn: boolean;
  /** The order that holds the ticket. */
  orderId: string | null;
  /** When that order expires if unpaid; an open attempt to pay may defer it. */
  reservedUntil: Date | null;
  /** Highest applied reservation number; updates with lower numbers are stale. 0 before the first. */
  reservation: number;
  /** Hash of the picture's bytes; null without a picture. */
  pictureId: string | null;
  soldAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

type SaleTimes = Pick<Details, 'startsAt' | 'saleEndsAt'>;

/** Returns when a ticket can no longer be bought: at the seller's end of sale, otherwise at the start; null for never. */
export const saleEndOf = ({ startsAt, saleEndsAt }: SaleTimes): Date | null => saleEndsAt ?? startsAt;

/** Whether it is too late to buy a ticket. A reservation begun before lives on and may be paid. */
export const isSaleOver = (times: SaleTimes, now: Date): boolean => {
  const end = saleEndOf(times);
  return end !== null && end <= now;
};

/**
 * Checks the times that a seller sets. Times that stay as they are are not checked, so that a listing whose event is
 * over can still be corrected otherwise.
 * @throws DomainError start_in_past, sale_end_in_past, sale_ends_after_start
 */
export function assertTimesAllowed(times: SaleTimes, before: SaleTimes, now: Date): void {
  const { startsAt, saleEndsAt } = times;
  const isNew = (name: keyof SaleTimes) => !isSame(times[name], before[name]);
  if (isNew('startsAt') && startsAt && startsAt <= now)
    throw invalidInput('start_in_past', 'The event must start in the future', 'startsAt');
  if (isNew('saleEndsAt') && saleEndsAt && saleEndsAt <= now)
    throw invalidInput('sale_end_in_past', 'The sale must end in the future', 'saleEndsAt');
  const isEitherNew = isNew('startsAt') || isNew('saleEndsAt');
  if (isEitherNew && startsAt && saleEndsAt && saleEndsAt > startsAt)
    throw invalidInput('sale_ends_after_start', 'The sale must end before the event starts', 'saleEndsAt');
}

const withNextVersion = <T extends Ticket>(ticket: T): T => ({ ...ticket, version: ticket.version + 1 });

const refuseWhileHeld = ({ orderId }: Ticket, action: string): void => {
  if (orderId !== null) throw ruleViolated('ticket_reserved', `Cannot ${action} a reserved ticket`);
};

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** What a seller can change; omitted fields stay unchanged. */
export type ListingChange = Partial<Listing> & { pictureId?: string | null };

/**
 * Returns the ticket after its seller's edit; null when nothing changes, because then nothing is published.
 * @throws DomainError ticket_reserved, and those of {@link assertTimesAllowed}
 */
export function edit(ticket: Ticket, change: ListingChange, now: Date): Ticket | null {
  refuseWhileHeld(ticket, 'edit');
  const names = Object.keys(change) as (keyof ListingChange)[];
  if (names.every((name) => isSame(ticket[name], change[name]))) return null;
  const edited = { ...ticket, ...change };
  assertTimesAllowed(edited, ticket, now);
  return withNextVersion(edited);
}

/** Returns the unchanged ticket with a new version, whose event tells consumers what earlier events lacked. */
export const republished = (ticket: Ticket): Ticket => withNextVersion(ticket);

/**
 * Returns the ticket after its seller took it off sale; null when it already was.
 * @throws DomainError ticket_reserved
 */
export function withdraw(ticket: Ticket): Ticket | null {
  refuseWhileHeld(ticket, 'withdraw');
  return ticket.isWithdrawn ? null : withNextVersion({ ...ticket, isWithdrawn: true, status: 'withdrawn' });
}

/**
 * Returns the ticket after its seller's account was deleted; null when it was not for sale. A held one is sold if it is
 * paid, and off sale if it is released.
 */
export function withdrawForGood(ticket: Ticket): Ticket | null {
  if (ticket.isWithdrawn || ticket.status === 'sold') return null;
  const status = ticket.orderId === null ? 'withdrawn' : ticket.status;
  return withNextVersion({ ...ticket, isWithdrawn: true, status });
}

/**
 * Returns the ticket after its seller relisted it; null when it is on sale.
 * @throws DomainError ticket_reserved, sale_ended
 */
export function relist(ticket: Ticket, now: Date): Ticket | null {
  refuseWhileHeld(ticket, 'relist');
  if (isSaleOver(ticket, now)) throw ruleViolated('sale_ended', 'The sale of this ticket has ended');
  return ticket.isWithdrawn ? withNextVersion({ ...ticket, isWithdrawn: false, status: 'available' }) : null;
}

/** An order's update of its reservation. Numbers rise per ticket; events of two orders may arrive in any order. */
export type ReservationUpdate = { orderId: string; reservation: number } & (
  | { type: 'reserved'; expiresAt: Date }
  | { type: 'released' }
  | { type: 'sold'; soldAt: Date }
);

/**
 * Returns the ticket after a reservation update; null when the update is stale. A release can only end its own or an
 * older reservation, so it never frees another buyer's hold.
 */
export function applyReservation(ticket: Ticket, update: ReservationUpdate): Ticket | null {
  const { orderId, reservation } = update;
  const isNewer = reservation > ticket.reservation;
  const isOwnEnd = reservation === ticket.reservation && ticket.orderId === orderId && ticket.status === 'reserved';
  if (update.type === 'reserved' ? !isNewer : !isNewer && !isOwnEnd) return null;
  const next = withNextVersion({ ...ticket, reservation, reservedUntil: null });
  switch (update.type) {
    case 'reserved':
      return { ...next, status: 'reserved', orderId, reservedUntil: update.expiresAt };
    case 'released':
      return { ...next, status: ticket.isWithdrawn ? 'withdrawn' : 'available', orderId: null };
    case 'sold':
      return { ...next, status: 'sold', orderId, soldAt: update.soldAt };
  }
}
