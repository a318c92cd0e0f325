import type { LinkMail, OrderMailKind } from './mail.ts';

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * How long after the end of its reservation people are told about an order, milliseconds. A new consumer group reads all
 * events from the beginning, and must not write to everybody who ever bought something. A cancelled event, and the
 * money that was given back for it, are worth telling however early the ticket was bought.
 */
export const toldForMs: Readonly<Record<OrderMailKind, number>> = {
  order_confirmed: 2 * dayMs,
  places_offered: 0,
  reservation_expired: 2 * dayMs,
  ticket_sold: 2 * dayMs,
  event_cancelled: 400 * dayMs,
  refunded: 400 * dayMs,
  part_refunded: 400 * dayMs,
};

/** @param reservedUntil the end of the order's reservation */
export const isNews = (kind: OrderMailKind, reservedUntil: Date, now: Date): boolean =>
  now.getTime() - reservedUntil.getTime() <= toldForMs[kind];

/** Whether the link of a mail still works. */
export const linkWorks = ({ expiresAt }: Pick<LinkMail, 'expiresAt'>, now: Date): boolean => now < expiresAt;

/** How long a mail waits for an address, milliseconds. The buyers of other programs have none here. */
export const waitForAddressMs = 3 * dayMs;
