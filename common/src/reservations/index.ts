import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { derivedKey } from '../derived-keys/index.ts';

/** A buyer's reservation, with the fields of orders.order.created.v1. */
export interface Reservation {
  orderId: string;
  buyerId: string;
  priceMinor: number;
  currency: string;
  /** The performance whose places are reserved; null for a ticket. */
  performanceId: string | null;
  expiresAt: Date;
}

/** Signs and verifies reservations that travel from orders via the buyer to payments. */
export interface ReservationStatements {
  sign(reservation: Reservation): string;
  /** @returns null when the signature is invalid or the reservation has expired */
  read(statement: string): Reservation | null;
}

const claims = z.object({
  sub: z.uuid(),
  buyer: z.string().min(1),
  price: z.int().nonnegative(),
  currency: z.string().length(3),
  performance: z.string().min(1).nullish(),
  end: z.int().positive(),
});

const algorithm = 'HS256';
const audience = 'payments';

/**
 * Creates reservation statements, with which payments accepts an order before its event arrives.
 * @param secret the key shared by all services; statements use a derived key, so that no statement is valid as a
 * session token or vice versa
 */
export function createReservationStatements(secret: string): ReservationStatements {
  const key = derivedKey(secret, 'reservation statements');
  return {
    sign: ({ orderId, buyerId, priceMinor, currency, performanceId, expiresAt }) =>
      jwt.sign(
        {
          buyer: buyerId,
          price: priceMinor,
          currency,
          ...(performanceId !== null && { performance: performanceId }),
          end: expiresAt.getTime(),
          exp: Math.ceil(expiresAt.getTime() / 1_000),
        },
        key,
        { algorithm, audience, subject: orderId, noTimestamp: true },
      ),
    read(statement) {
      try {
        const {
          sub,
          buyer,
          price,
          currency,
          performance = null,
          end,
        } = claims.parse(jwt.verify(statement, key, { algorithms: [algorithm], audience }));
        return {
          ...{ orderId: sub, buyerId: buyer, priceMinor: price, currency },
          ...{ performanceId: performance, expiresAt: new Date(end) },
        };
      } catch {
        return null;
      }
    },
  };
}
