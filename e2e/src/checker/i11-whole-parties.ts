import type { Expectations } from './expectations.ts';
import { eventsOn, excusesOf } from './facts.ts';
import type { Observation, OrderRow, OrderSeatRow, RefundRequestRow } from './observation.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I11');

/**
 * I11: a live order has all the seats of its party, a cancelled one has none, and its price is their sum. A party has what it
 * reserved without what it gave back, each place once; what an organiser was told to be refunded is gone.
 */
export function judgeWholeParties(observation: Observation, expectations: Expectations): Violation[] {
  const { orders, orderSeats, refundRequests } = observation;
  const { isDisturbed } = excusesOf(observation, expectations);
  const seatsOf = Map.groupBy(orderSeats, ({ orderId }) => orderId);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return [
    ...orders.flatMap((order) => judgeParty(order, seatsOf.get(order.id) ?? [])),
    ...orderSeats
      .filter(({ orderId }) => !byId.has(orderId))
      .map(({ orderId, seatId }) => violation('a seat belongs to an order that does not exist', { orderId, seatId })),
    ...judgeReductions(observation).filter(({ subject }) => !isDisturbed(String(subject.orderId))),
    ...refundRequests
      .filter(({ orderId }) => !isDisturbed(orderId))
      .flatMap((request) => judgeRequest(request, byId.get(request.orderId) ?? null)),
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

interface PublishedPlace {
  seatId: string | null;
  sectionId: string | null;
}

const nameOfPlace = ({ seatId, sectionId }: PublishedPlace): string => seatId ?? `${sectionId}:standing`;
const listOf = (places: readonly PublishedPlace[]): string => places.map(nameOfPlace).toSorted().join(', ');

/** What its events say that a party has, is what its row says. */
function judgeReductions(observation: Observation): Violation[] {
  const created = new Map(eventsOn(observation, 'orders.order.created.v2').map((event) => [event.id, event]));
  const reductionsOf = Map.groupBy(eventsOn(observation, 'orders.order.reduced.v2'), ({ id }) => id);
  return observation.orders.flatMap(({ id: orderId, party }) => {
    const first = created.get(orderId);
    if (!party || !first) return [];
    const left = first.items.map(nameOfPlace);
    const returned = (reductionsOf.get(orderId) ?? []).flatMap((event) => event.returned.map(nameOfPlace));
    const unknown = returned.filter((place) => {
      const index = left.indexOf(place);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    const [expected, found] = [left.toSorted().join(', '), listOf(party.places)];
    return [
      ...unknown.map((place) => violation('a place was given back that the order did not have', { orderId, place })),
      ...(expected === found
        ? []
        : [
            violation('a party does not have what it reserved without what it gave back', { orderId, expected, found }),
          ]),
    ];
  });
}

/** Whoever was told that places are refunded finds them gone, and who was told that they are not, finds no reduction. */
function judgeRequest({ id: requestId, orderId, state }: RefundRequestRow, order: OrderRow | null): Violation[] {
  const hasEffect = order?.reductions.some((reduction) => reduction.requestId === requestId) ?? false;
  const subject = { requestId, orderId, state };
  if (state === 'requested') return [violation('a refund that an organiser asked for is not decided', subject)];
  if (state === 'refused') return hasEffect ? [violation('a refused refund took places', subject)] : [];
  return hasEffect || order?.status === 'cancelled'
    ? []
    : [violation('a refund that an organiser was told about did not happen', subject)];
}
