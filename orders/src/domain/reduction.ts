import { conflict, ruleViolated } from '@ticketing/common/errors';
import { minimumChargeMinor } from '@ticketing/common/money';
import type { Order, OrderEvent } from './order-state.ts';
import { type Party, type Place, type Reduction, totalOf } from './place.ts';

/** Which places of an order to return: seats, standing places of an area, or both. */
export interface PlacesToReturn {
  requestId: string;
  seatIds: readonly string[];
  standing: { sectionId: string; quantity: number } | null;
}

export interface PlacesToRefund extends PlacesToReturn {
  /** The performance whose organiser asks. */
  performanceId: string;
  /** Whether to refund all places, whichever they are. */
  isWhole: boolean;
}

type Returned = Reduction['returned'];

/**
 * Decides which places a buyer gives back before paying. A request that had effect has none again.
 * @throws DomainError not_a_party, order_of_booking, order_cancelled, already_paid, payment_in_progress, unknown_place, all_places,
 * amount_too_small
 */
export function decideRelease(order: Order, { requestId, ...wanted }: PlacesToReturn): OrderEvent[] {
  if (isKnown(order, requestId)) return [];
  const party = partyOf(order);
  if (order.status === 'cancelled') throw cancelled();
  if (order.status === 'complete') throw ruleViolated('already_paid', 'Cannot give back places of a paid order');
  // What is being charged is the total of all places.
  if (order.status === 'awaiting_payment')
    throw conflict('payment_in_progress', 'An attempt to pay this order is still open');
  const returned = findPlaces(party, wanted);
  if (returned.length === party.places.length)
    throw ruleViolated('all_places', 'These are all places of the order: release the order instead');
  const reduced: OrderEvent = { type: 'Reduced', reduction: reductionOf(order, 'buyer', requestId, returned) };
  if (returnPlaces(order, reduced.reduction).priceMinor < minimumChargeMinor)
    throw ruleViolated('amount_too_small', 'What would remain is too cheap to be charged');
  return [reduced];
}

/**
 * Decides about an organiser's refund of a paid order: of some places, or of all, which ends the order. Payments returns
 * the money. A request that had effect has none again.
 * @throws DomainError order_not_found for another performance's, not_a_party, order_of_booking, order_cancelled, order_unpaid,
 * unknown_place
 */
export function decideRefund(
  order: Order,
  { requestId, performanceId, isWhole, ...wanted }: PlacesToRefund,
): OrderEvent[] {
  if (isKnown(order, requestId)) return [];
  if (order.reserved.kind === 'ticket' || order.reserved.performanceId !== performanceId) throw unknownOrder();
  const party = partyOf(order);
  if (order.status === 'cancelled') throw cancelled();
  if (order.status !== 'complete') throw ruleViolated('order_unpaid', 'The order is not paid');
  const returned = isWhole ? null : findPlaces(party, wanted);
  if (returned === null || returned.length === party.places.length) return [{ type: 'Cancelled', reason: 'refunded' }];
  return [{ type: 'Reduced', reduction: reductionOf(order, 'refunded', requestId, returned) }];
}

export const unknownOrder = () => ruleViolated('order_not_found', 'There is no such order of this event');
const cancelled = () => ruleViolated('order_cancelled', 'The order has ended');
const isKnown = ({ reductions }: Order, requestId: string): boolean =>
  reductions.some((reduction) => reduction.requestId === requestId);

/** @throws DomainError not_a_party; order_of_booking: its passengers have names and ticket numbers, so it is cancelled as a whole */
function partyOf({ reserved, sagaId }: Order): Party {
  if (reserved.kind !== 'party') throw ruleViolated('not_a_party', 'The order has one ticket');
  if (sagaId !== null)
    throw ruleViolated('order_of_booking', 'The order belongs to a booking, which can be cancelled as a whole only');
  return reserved;
}

/** @throws DomainError unknown_place for no place, and for one that the party does not have or not that often */
function findPlaces({ places }: Party, { seatIds, standing }: Omit<PlacesToReturn, 'requestId'>): Returned {
  const wanted = new Set(seatIds);
  const positioned = places.map((place, position) => ({ position, place }));
  const seats = positioned.filter(({ place: { seatId } }) => seatId !== null && wanted.has(seatId));
  const standingThere = positioned.filter(
    ({ place: { seatId, sectionId } }) => seatId === null && sectionId === standing?.sectionId,
  );
  const quantity = standing?.quantity ?? 0;
  const isComplete = seats.length === wanted.size && standingThere.length >= quantity;
  const returned = [...seats, ...standingThere.slice(standingThere.length - quantity)];
  if (!isComplete || returned.length === 0)
    throw ruleViolated('unknown_place', 'The order does not have all of these places');
  return returned.sort((one, other) => one.position - other.position);
}

const reductionOf = (
  { version }: Order,
  reason: Reduction['reason'],
  requestId: string,
  returned: Returned,
): Reduction => ({ version: version + 1, reason, requestId, returned });

/** Returns the order without the places of a reduction. */
export function returnPlaces(order: Order, reduction: Reduction): Order {
  const { reserved, reductions } = order;
  if (reserved.kind !== 'party') return order;
  const returned = new Set(reduction.returned.map(({ position }) => position));
  const places = reserved.places.filter((_, position) => !returned.has(position));
  return {
    ...order,
    reserved: { ...reserved, places },
    priceMinor: totalOf(places),
    reductions: [...reductions, reduction],
    version: reduction.version,
  };
}

/** Returns the order with the places that it had in a version; reductions of later ones are undone. */
export function asOfVersion(order: Order, version: number): Order {
  const { reserved, reductions } = order;
  if (reserved.kind !== 'party') return { ...order, version };
  const places = reductions
    .filter((reduction) => reduction.version > version)
    .reduceRight((after, { returned }) => putBack(after, returned), reserved.places);
  return {
    ...order,
    reserved: { ...reserved, places },
    priceMinor: totalOf(places),
    reductions: reductions.filter((reduction) => reduction.version <= version),
    version,
  };
}

/** Ascending positions, so that each insertion finds those before it in place. */
const putBack = (places: readonly Place[], returned: Returned): readonly Place[] =>
  returned.reduce((all, { position, place }) => all.toSpliced(position, 0, place), places);
