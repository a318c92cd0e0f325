import type { CancelReason, Order, OrderStatus } from '../domain/order.ts';
import type { Party, Reduction } from '../domain/place.ts';
import { Prisma, type Order as StoredOrder } from './prisma/client.ts';

/** Columns that only the limits against hoarding read. */
export const onlyForLimits = { endedAt: true, heldBeforeMs: true, chargedTo: true, places: true } as const;

export type OrderRow = Omit<StoredOrder, keyof typeof onlyForLimits>;

/** What the column `party` holds. */
export interface StoredParty extends Pick<Party, 'timeZone' | 'places'> {
  startsAt: string;
}

export const storedParty = ({ startsAt, timeZone, places }: Omit<Party, 'kind' | 'performanceId'>): StoredParty => ({
  ...{ startsAt: startsAt.toISOString(), timeZone, places },
});

export const toOrder = (stored: OrderRow): Order => {
  const { ticketId, reservation, performanceId, party, status, cancelReason, reductions, refunds, ...row } = stored;
  return {
    ...row,
    reserved: reservedOf(stored),
    status: status as OrderStatus,
    cancelReason: cancelReason as CancelReason | null,
    reductions: reductions as unknown as Reduction[],
    refunds: refunds as Record<string, number>,
  };
};

function reservedOf({ ticketId, reservation, performanceId, party }: OrderRow): Order['reserved'] {
  if (ticketId !== null) return { kind: 'ticket', ticketId, reservation: Number(reservation) };
  if (performanceId === null || party === null) throw new Error('an order reserves neither a ticket nor a party');
  const { startsAt, ...rest } = party as unknown as StoredParty;
  return { kind: 'party', performanceId, startsAt: new Date(startsAt), ...rest };
}

/** Raw statements alias columns to the model's names, so that one mapping serves both. */
export const orderColumns = Prisma.sql`
  id::text, user_id AS "userId", ticket_id AS "ticketId", performance_id AS "performanceId", party, title,
  price_minor AS "priceMinor", currency, reservation, status, version, created_at AS "createdAt",
  expires_at AS "expiresAt", open_attempt AS "openAttempt", settled_attempt AS "settledAttempt",
  payment_id AS "paymentId", cancel_reason AS "cancelReason", refund_amount_minor AS "refundAmountMinor",
  reductions, refunds, is_offer AS "isOffer", saga_id AS "sagaId", asked_correlation_id AS "askedCorrelationId"`;
