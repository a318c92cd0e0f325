import { newEffect, type SignedIds } from '@ticketing/common/effects';
import { DomainError } from '@ticketing/common/errors';
import { insertOutboxRows, outboxRow } from '@ticketing/common/postgres';
import { mustCarryOut } from '@ticketing/common/saga';
import type { Verifiable } from '@ticketing/common/verified-email';
import { type BookingCommand, bookingAnswered } from '../domain/booking-answers.ts';
import type { Order } from '../domain/order.ts';
import { assertWish, type Wish } from '../domain/party.ts';
import { lockOrdersOfSagas, lockSteps, type ReservationStep, saveSteps } from '../store/booking-store.ts';
import type { Tx } from '../store/database.ts';
import { announceWithin } from '../store/live-orders.ts';
import type { SeatViews } from '../store/seat-views.ts';
import { type Seating, seatingWithin, seatParty } from './seat-party.ts';

export interface ReserveBookingsDeps extends Pick<Seating, 'ttlSeconds' | 'limits'> {
  seatViews: Pick<SeatViews, 'readWithin'>;
  signedIds: Pick<SignedIds, 'uuidOf' | 'isSigned'>;
}

/** A saga's command to reserve the places of a party. */
export interface SeatsRequest extends BookingCommand, Verifiable {
  userId: string;
  /** Keyed hash of the buyer's subscriber. */
  subscriber: string;
  performanceId: string;
  /** Null for one that is not clear. */
  wish: Wish | null;
  traceparent: string | undefined;
}

/**
 * Reserves the parties of bookings, each all or none, and answers their sagas: all attempts alike. A rule's refusal is an answer;
 * any other error is thrown, so that the message is retried. Requires the caller's transaction, in which a later party sees the
 * places of the earlier ones.
 */
export const reserveBookings =
  (deps: ReserveBookingsDeps) =>
  async ({ tx, requests }: { tx: Tx; requests: readonly SeatsRequest[] }): Promise<void> => {
    const sagaIds = requests.map(({ sagaId }) => sagaId);
    const known = await lockSteps(tx, sagaIds);
    const orders = await lockOrdersOfSagas(tx, [...known.keys()]);
    const carriedOut = new Map<string, ReservationStep>();
    for (const request of requests) {
      if (!mustCarryOut(known.get(request.sagaId) ?? null)) continue;
      const result = await reserve(deps, tx, request);
      if (result instanceof DomainError)
        carriedOut.set(request.sagaId, { outcome: 'failed', reason: result.code, isUndone: false });
      else {
        orders.set(request.sagaId, result);
        carriedOut.set(request.sagaId, { outcome: 'succeeded', reason: null, isUndone: false });
      }
    }
    await saveSteps(tx, carriedOut);
    await announceWithin(
      tx,
      [...carriedOut.keys()].flatMap((sagaId) => changedOrder(orders.get(sagaId))),
    );
    const steps = new Map<string, ReservationStep>([...known, ...carriedOut]);
    const answers = requests.map((request) => answerOf(request, steps, orders));
    await insertOutboxRows(tx, answers);
  };

const changedOrder = (order: Order | undefined) => (order ? [{ orderId: order.id, userId: order.userId }] : []);

function answerOf(
  request: SeatsRequest,
  steps: ReadonlyMap<string, ReservationStep>,
  orders: ReadonlyMap<string, Order>,
) {
  const { sagaId, traceparent } = request;
  const step = steps.get(sagaId);
  const order = orders.get(sagaId) ?? null;
  if (!step || (step.outcome === 'succeeded' && !order)) throw new Error('a reserved party has no order');
  return outboxRow(bookingAnswered(request, step, step.outcome === 'succeeded' ? order : null), traceparent);
}

/**
 * @returns the rule's refusal, if there is one
 * @throws Error for a performance whose event is still on its way: its id was made by catalog. The message is tried again, until
 * the saga gives up and the step is undone
 */
async function reserve(
  { signedIds, ...rules }: ReserveBookingsDeps,
  tx: Tx,
  { correlationId: _, performanceId, wish, ...party }: SeatsRequest,
): Promise<Order | DomainError> {
  try {
    assertWish(wish);
    return await seatParty(seatingWithin(tx, rules, performanceId), {
      ...party,
      wish,
      isOffer: false,
      orderId: signedIds.uuidOf(newEffect()),
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'not_found' && signedIds.isSigned(performanceId))
      throw new Error(`performance ${performanceId} has not arrived yet`);
    return error;
  }
}
