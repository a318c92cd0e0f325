import type { Database } from '../../../orders/src/store/database.ts';
import { Prisma } from '../../../orders/src/store/prisma/client.ts';
import { insertReservation } from '../../../orders/src/store/ticket-reservation.ts';

/** The source of a value in the statement. */
export type Place = 'order' | 'event' | 'ticket' | 'buyer' | { constant: string | number | null };

/** The reservation statement of orders: the text between the placeholders, and their values. */
export interface ReservationStatement {
  texts: readonly string[];
  places: readonly Place[];
}

export interface ReservationLimits {
  ttlSeconds: number;
  maxUnpaid: number;
  maxOfSubscriber: number;
  maxHeldMs: number;
}

const marks = { orderId: 'the order', ticketId: 'the ticket', userId: 'the buyer' } as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Takes the statement from the service's code, so that the peer always runs the same one. */
export async function reservationStatement({
  ttlSeconds,
  ...limits
}: ReservationLimits): Promise<ReservationStatement> {
  let recorded: Prisma.Sql | undefined;
  const recorder = {
    $queryRaw: async (texts: TemplateStringsArray, ...values: unknown[]) => {
      recorded = Prisma.sql(texts, ...values);
      return [{ isWithdrawn: null, isHeld: false, id: null }];
    },
  };
  const reservation = { ...marks, ttlSeconds, subscriber: 'a subscriber', limits };
  await insertReservation(recorder as unknown as Database, reservation);
  if (!recorded) throw new Error('no statement was recorded');
  return { texts: recorded.strings, places: recorded.values.map(placeOf) };
}

function placeOf(value: unknown): Place {
  if (value === marks.orderId) return 'order';
  if (value === marks.ticketId) return 'ticket';
  if (value === marks.userId) return 'buyer';
  if (typeof value === 'string' && uuid.test(value)) return 'event';
  if (value === null || typeof value === 'string' || typeof value === 'number') return { constant: value };
  throw new Error(`the statement has a value that the peer can't generate: ${String(value)}`);
}

/** The statement with its placeholders filled in. */
export const filled = (
  { texts, places }: ReservationStatement,
  fill: (place: Place, index: number) => string,
): string =>
  texts.map((text, index) => text + (index < places.length ? fill(places[index] as Place, index) : '')).join('');
