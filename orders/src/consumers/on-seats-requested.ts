import type { BatchHandler } from '@ticketing/common/consuming';
import type { SeatsRequested } from '@ticketing/contracts';
import type { Wish } from '../domain/party.ts';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.seats.requested.v1 → reserves the places of a party, all or none, and answers. */
export const onSeatsRequested = ({
  reserveBookings,
}: Pick<ConsumerUseCases, 'reserveBookings'>): BatchHandler<'bookings.seats.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    reserveBookings({
      tx,
      requests: deliveries.map(({ event, traceparent }) => {
        const { sagaId, correlationId, userId, subscriber, performanceId, isBuyerVerified: isEmailVerified } = event;
        const party = { sagaId, correlationId, userId, subscriber, performanceId, isEmailVerified };
        return { ...party, wish: wishOf(event), traceparent };
      }),
    }),
});

/** @returns null unless exactly one of the three ways is used */
function wishOf({ seatIds, bestAvailable, standing }: SeatsRequested): Wish | null {
  const wishes: Wish[] = [
    ...(seatIds.length > 0 ? [{ kind: 'seats' as const, seatIds }] : []),
    ...(standing ? [{ kind: 'standing' as const, ...standing }] : []),
    ...(bestAvailable ? [bestOf(bestAvailable)] : []),
  ];
  return wishes.length === 1 ? (wishes[0] ?? null) : null;
}

const bestOf = ({
  quantity,
  categoryId,
  sectionId,
  maxPrice,
  needsAccessible,
}: NonNullable<SeatsRequested['bestAvailable']>): Wish => ({
  kind: 'best',
  quantity,
  needsAccessible,
  categoryId: categoryId ?? undefined,
  sectionId: sectionId ?? undefined,
  maxPriceMinor: maxPrice ?? undefined,
});
