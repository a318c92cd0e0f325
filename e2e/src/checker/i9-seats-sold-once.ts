import { nameOf } from './facts.ts';
import type { Observation } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I9');

/** I9: a seat has at most one live order, and a standing area has as many places taken as live orders have, within its quota. */
export function judgeSeatsSoldOnce({ orders, orderSeats, standingAreas }: Observation): Violation[] {
  const liveSeats = orderSeats.filter(({ isLive }) => isLive);
  const ordersOfSeat = Map.groupBy(liveSeats, ({ performanceId, seatId }) => nameOf(performanceId, seatId));
  const standing = orders
    .filter(({ status }) => status !== 'cancelled')
    .flatMap(({ party }) =>
      (party?.places ?? []).map((place) => ({ ...place, performanceId: party?.performanceId ?? '' })),
    )
    .filter(({ seatId }) => seatId === null);
  const placesOfArea = Map.groupBy(standing, ({ performanceId, sectionId }) => nameOf(performanceId, sectionId));
  return [
    ...[...ordersOfSeat].flatMap(([seat, rows]) =>
      rows.length > 1
        ? [
            violation('a seat has more than one live order', {
              seat,
              orderIds: rows.map(({ orderId }) => orderId).join(', '),
            }),
          ]
        : [],
    ),
    ...standingAreas.flatMap(({ performanceId, sectionId, quota, taken }) => {
      const sold = placesOfArea.get(nameOf(performanceId, sectionId))?.length ?? 0;
      const subject = { performanceId, sectionId, quota, taken, sold };
      return [
        ...(sold > quota ? [violation('a standing area has more live orders than places', subject)] : []),
        ...(sold === taken ? [] : [violation('the count of a standing area contradicts its orders', subject)]),
      ];
    }),
  ];
}
