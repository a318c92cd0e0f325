import type { Observation, OrderRow, OrderSeatRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I11');

/** I11: a live order has all the seats of its party, a cancelled one has none, and its price is their sum. */
export function judgeWholeParties({ orders, orderSeats }: Observation): Violation[] {
  const seatsOf = Map.groupBy(orderSeats, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...orders.flatMap((order) => judgeParty(order, seatsOf.get(order.id) ?? [])),
    ...orderSeats
      .filter(({ orderId }) => !known.has(orderId))
      .map(({ orderId, seatId }) => violation('a seat belongs to an order that does not exist', { orderId, seatId })),
  ];
}

function judgeParty({ id: orderId, party, status, priceMinor }: OrderRow, rows: OrderSeatRow[]): Violation[] {
  const places = party?.places ?? [];
  const wanted = status === 'cancelled' ? [] : places.flatMap(({ seatId }) => seatId ?? []);
  const held = rows.filter(({ isLive }) => isLive).map(({ seatId }) => seatId);
  const isWhole = wanted.toSorted().join() === held.toSorted().join();
  const sum = places.reduce((total, place) => total + place.priceMinor, 0);
  return [
    ...(isWhole
      ? []
      : [
          violation('an order does not have exactly the seats of its party', {
            orderId,
            status,
            wanted: wanted.length,
            held: held.length,
          }),
        ]),
    ...(!party || sum === priceMinor
      ? []
      : [violation('the price of a party is not the sum of its places', { orderId, priceMinor, sum })]),
  ];
}
