import { conflict, invalidInput, ruleViolated } from '@ticketing/common/errors';
import { maximumChargeMinor, minimumChargeMinor } from '@ticketing/common/money';
import { bestAvailable, type PartyWish } from './best-available.ts';
import type { Performance, SaleState } from './performance.ts';
import { type Place, totalOf } from './place.ts';
import type { PlannedSeat } from './seat-plan.ts';

/** What a buyer asks for: these seats, the best ones for a party, or places in a standing area. */
export type Wish =
  | { kind: 'seats'; seatIds: readonly string[] }
  | ({ kind: 'best' } & PartyWish)
  | { kind: 'standing'; sectionId: string; quantity: number };

/** What is free, as far as this process knows. The reserving statement decides. */
export interface FreePlaces {
  /** Whether a live order has the seat, or it is not for general sale. */
  isTaken(seat: PlannedSeat): boolean;
  /** Not taken, and about to be reserved by nobody. */
  isFree(seat: PlannedSeat): boolean;
  /** In a standing area; 0 for any other section. */
  freeStanding(sectionId: string): number;
}

/**
 * Checks what a program asks for; of a person's request, HTTP has checked it.
 * @throws DomainError invalid_wish for no wish, nobody, or a seat twice
 */
export function assertWish(wish: Wish | null): asserts wish is Wish {
  const isRepeated = wish?.kind === 'seats' && new Set(wish.seatIds).size < wish.seatIds.length;
  if (!wish || sizeOf(wish) < 1 || isRepeated)
    throw invalidInput('invalid_wish', 'Seats, a number of people, or a number of standing places is required');
}

export const sizeOf = (wish: Wish): number => (wish.kind === 'seats' ? wish.seatIds.length : wish.quantity);

const notOnSale: Record<Exclude<SaleState, 'on_sale'>, readonly [code: string, message: string]> = {
  not_yet: ['sale_not_started', 'The sale has not started yet'],
  over: ['sale_ended', 'The sale has ended'],
  closed: ['sale_ended', 'The sale has ended'],
  cancelled: ['performance_cancelled', 'This event has been cancelled'],
};

/** @throws DomainError sale_not_started, sale_ended, performance_cancelled */
export function assertOnSale(state: SaleState): void {
  if (state !== 'on_sale') throw ruleViolated(...notOnSale[state]);
}

/**
 * Asserts that an order needs no booking. Who travels by a departure has a booking, with their names and tickets; an order
 * alone would be a seat for nobody.
 * @throws DomainError booking_required
 */
export function assertNeedsNoBooking({ isDeparture }: Pick<Performance, 'isDeparture'>): void {
  if (isDeparture)
    throw conflict('booking_required', 'Places of a departure are booked, with who travels: POST /api/bookings');
}

/**
 * Chooses the places of a party.
 * @throws DomainError party_too_large, seats_taken, no_seats_together, sold_out, amount_too_small, amount_too_large; invalid
 * input for a seat, section or category that the performance does not have
 */
export function choosePlaces(performance: Performance, wish: Wish, free: FreePlaces): Place[] {
  if (sizeOf(wish) > performance.maxParty)
    throw ruleViolated('party_too_large', `An order has at most ${performance.maxParty} places`);
  const places = placesOf(performance, wish, free);
  const total = totalOf(places);
  if (total < minimumChargeMinor) throw ruleViolated('amount_too_small', 'The price is too small to be charged');
  if (total > maximumChargeMinor)
    throw ruleViolated('amount_too_large', 'The price is too large to be charged at once');
  return places;
}

function placesOf(performance: Performance, wish: Wish, free: FreePlaces): Place[] {
  if (wish.kind === 'standing') return standingPlaces(performance, wish, free);
  const seats =
    wish.kind === 'seats' ? givenSeats(performance, wish.seatIds, free) : bestSeats(performance, wish, free);
  return seats.map(({ id: seatId, sectionId, categoryId, label }) => ({
    sectionId,
    seatId,
    label,
    priceMinor: priceIn(performance)(categoryId),
  }));
}

function givenSeats({ plan }: Performance, seatIds: readonly string[], { isTaken }: FreePlaces): PlannedSeat[] {
  const seats = seatIds.map((seatId, index) => {
    const found = plan.find(seatId);
    if (!found) throw invalidInput('unknown_seat', 'There is no such seat', `seats.${index}`);
    return found;
  });
  if (seats.some(isTaken)) throw ruleViolated('seats_taken', 'Some of these seats are no longer free');
  return seats;
}

function bestSeats(performance: Performance, wish: PartyWish, { isFree }: FreePlaces): PlannedSeat[] {
  const chosen = bestAvailable(performance.plan, wish, { isFree, priceOf: priceIn(performance) });
  if (!chosen) throw ruleViolated('no_seats_together', `No ${wish.quantity} seats are free together`);
  return chosen;
}

function standingPlaces(
  performance: Performance,
  { sectionId, quantity }: Extract<Wish, { kind: 'standing' }>,
  { freeStanding }: FreePlaces,
): Place[] {
  const area = performance.plan.areas.find((each) => each.sectionId === sectionId);
  if (!area) throw invalidInput('unknown_section', 'There is no such standing area', 'standing.sectionId');
  if (freeStanding(sectionId) < quantity) throw ruleViolated('sold_out', 'Not that many places are left');
  const priceMinor = priceIn(performance)(area.categoryId);
  return Array.from({ length: quantity }, () => ({ sectionId, seatId: null, label: area.name, priceMinor }));
}

const priceIn =
  ({ prices, id }: Performance) =>
  (categoryId: string): number => {
    const price = prices.get(categoryId);
    if (price === undefined) throw new Error(`performance ${id} has no price for category ${categoryId}`);
    return price;
  };
