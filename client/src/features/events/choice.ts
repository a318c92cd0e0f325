import type { FreeSeats } from '@/api/schemas.ts';
import type { BestWish, PartyRequest } from './api/browser.ts';
import { categoryOf, findSeat, type Hall, isFree } from './hall.ts';

/** What a visitor has chosen: seats, places in one standing area, or the best seats. An order has one of them. */
export interface Choice {
  seatIds: readonly string[];
  standing: { sectionId: string; quantity: number } | null;
  /** Only for a journey: its passengers are named before it is booked. An event's best seats are reserved at once. */
  best?: BestWish;
}

/** What the visitor must be told about the last change. */
export type ChoiceNotice =
  | { kind: 'party_full' }
  | { kind: 'not_free'; seatId: string }
  /** Somebody else has reserved them. */
  | { kind: 'taken'; seatIds: readonly string[] }
  | { kind: 'fewer_places'; left: number };

export interface ChoiceState {
  choice: Choice;
  notice: ChoiceNotice | null;
}

export interface Surroundings {
  hall: Hall;
  free: FreeSeats | null;
}

export const emptyChoice: Choice = { seatIds: [], standing: null };
export const initialChoice: ChoiceState = { choice: emptyChoice, notice: null };

/** Chooses a seat, or gives it up. */
export function seatToggled({ choice }: ChoiceState, seatId: string, { hall, free }: Surroundings): ChoiceState {
  const { seatIds } = choice;
  if (seatIds.includes(seatId)) {
    return { choice: { seatIds: seatIds.filter((id) => id !== seatId), standing: null }, notice: null };
  }
  const seat = findSeat(hall, seatId);
  if (!seat || !isFree(free, seat)) return { choice, notice: { kind: 'not_free', seatId } };
  if (seatIds.length >= hall.maxParty) return { choice, notice: { kind: 'party_full' } };
  return { choice: { seatIds: [...seatIds, seatId], standing: null }, notice: null };
}

/** Chooses places in a standing area instead of what was chosen before. */
export function standingChosen(sectionId: string, quantity: number): ChoiceState {
  return { choice: { seatIds: [], standing: quantity > 0 ? { sectionId, quantity } : null }, notice: null };
}

/** Chooses the best seats instead of what was chosen before. */
export const bestChosen = (best: BestWish): ChoiceState => ({ choice: { ...emptyChoice, best }, notice: null });

/** Gives up what is not free any more. Without a change, returns the same state. */
export function freeSeatsSeen(state: ChoiceState, { hall, free }: Surroundings): ChoiceState {
  if (!free) return state;
  const { seatIds, standing } = state.choice;
  const isGone = (seatId: string) => {
    const seat = findSeat(hall, seatId);
    return !seat || !isFree(free, seat);
  };
  const gone = seatIds.filter(isGone);
  if (gone.length > 0) {
    const left = seatIds.filter((seatId) => !gone.includes(seatId));
    return { choice: { seatIds: left, standing }, notice: { kind: 'taken', seatIds: gone } };
  }
  const left = standing ? (free.standing[standing.sectionId] ?? 0) : 0;
  if (standing && standing.quantity > left) {
    const fewer = left > 0 ? { ...standing, quantity: left } : null;
    return { choice: { seatIds, standing: fewer }, notice: { kind: 'fewer_places', left } };
  }
  return state;
}

export const countOf = ({ seatIds, standing, best }: Choice): number =>
  seatIds.length + (standing?.quantity ?? 0) + (best?.quantity ?? 0);

export const isEmpty = (choice: Choice): boolean => countOf(choice) === 0;

/** @returns major units; added in cents, because 0.1 + 0.2 is not 0.3 */
export function sumOf(hall: Hall, { seatIds, standing, best }: Choice): number {
  const cents = (price: number, quantity = 1) => Math.round(price * 100) * quantity;
  const seats = seatIds.reduce((sum, id) => sum + cents(findSeat(hall, id)?.category.price ?? 0), 0);
  const area = standing && hall.sections.find(({ id }) => id === standing.sectionId)?.standing;
  const places = area ? cents(categoryOf(hall, area.categoryId).price, standing.quantity) : 0;
  const together = best ? cents(categoryOf(hall, best.categoryId ?? '').price, best.quantity) : 0;
  return (seats + places + together) / 100;
}

/** @returns null for an empty choice */
export function requestOf({ seatIds, standing, best }: Choice): PartyRequest | null {
  if (best) return { bestAvailable: best };
  if (standing) return { standing };
  return seatIds.length > 0 ? { seats: [...seatIds] } : null;
}
