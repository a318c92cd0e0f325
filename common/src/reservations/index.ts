import { createHmac, createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** What orders has reserved for a buyer, as its event orders.order.created.v1 says it. */
export interface Reservation {
  orderId: string;
  buyerId: string;
  priceMinor: number;
  currency: string;
  expiresAt: Date;
}

/** A signed reservation, as it travels from orders over the buyer to payments. */
export interface ReservationStatements {
  sign(reservation: Reservation): string;
  /** @returns null when it is not ours, or the reservation has ended */
  read(statement: string): Reservation | null;
}

const claims = z.object({
  sub: z.uuid(),
  buyer: z.string().min(1),
  price: z.int().nonnegative(),
  currency: z.string().length(3),
  end: z.int().positive(),
});

const algorithm = 'HS256';
const audience = 'payments';

/**
 * Signs reservations, so that payments can take a buyer's order before the event of it arrives.
 * @param secret the key that all services share; statements have a key of their own that follows from it, so that no statement is
 *   taken for a session, or the other way round
 */
export function createReservationStatements(secret: string): ReservationStatements {
  const key = createSecretKey(createHmac('sha256', secret).update('reservation statements').digest());
  return {
    sign: ({ orderId, buyerId, priceMinor, currency, expiresAt }) =>
      jwt.sign(
        {
          buyer: buyerId,
          price: priceMinor,
          currency,
          end: expiresAt.getTime(),
          exp: Math.ceil(expiresAt.getTime() / 1_000),
        },
        key,
        { algorithm, audience, subject: orderId, noTimestamp: true },
      ),
    read(statement) {
      try {
        const { sub, buyer, price, currency, end } = claims.parse(
          jwt.verify(statement, key, { algorithms: [algorithm], audience }),
        );
        return { orderId: sub, buyerId: buyer, priceMinor: price, currency, expiresAt: new Date(end) };
      } catch {
        return null;
      }
    },
  };
}
