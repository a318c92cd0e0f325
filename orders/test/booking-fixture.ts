import { randomUUID } from 'node:crypto';
import type { OrdersAnswered, PerformancePublished, SeatsRequested } from '@ticketing/contracts';
import { someUser } from '@ticketing/testing/api';
import type { OrdersFixture } from './orders-fixture.ts';
import { performanceOf } from './performance-fixture.ts';

/** The commands of bookings' sagas, and what orders answers. */
export const bookingsOf = (orders: OrdersFixture) => {
  let attempts = 0;
  /** As the orchestrator names attempts; each is another one. */
  const nextAttempt = (sagaId: string) => {
    attempts += 1;
    return { sagaId, correlationId: `${sagaId}:step:${attempts}` };
  };
  const answersOf = async (sagaId: string): Promise<OrdersAnswered[]> => {
    const rows = await orders.database.$queryRaw<{ payload: OrdersAnswered }[]>`
      SELECT payload FROM outbox WHERE key = ${sagaId} AND topic = 'orders.booking.answered.v1'
      ORDER BY written_at_lsn`;
    return rows.map(({ payload }) => payload);
  };
  const seatsOf = (performanceId: string, given: Partial<SeatsRequested> = {}): SeatsRequested => ({
    ...nextAttempt(given.sagaId ?? randomUUID()),
    ...{ userId: someUser().id, subscriber: randomUUID(), isBuyerVerified: true, performanceId },
    ...{ seatIds: [], bestAvailable: null, standing: null },
    ...given,
  });
  return {
    answersOf,
    nextAttempt,
    seatsOf,
    /** Returns the answer to one attempt. */
    answerTo: async ({ sagaId, correlationId }: { sagaId: string; correlationId: string }) =>
      (await answersOf(sagaId)).filter((answer) => answer.correlationId === correlationId),
    async givenPerformance(given: Partial<PerformancePublished> = {}): Promise<PerformancePublished> {
      const published = performanceOf(given);
      await orders.deliver('catalog.performance.published.v1', published);
      return published;
    },
    /** Delivers a command for places, and returns its answer. */
    async reserve(performanceId: string, given: Partial<SeatsRequested> = { bestAvailable: bestOf(2) }) {
      const command = seatsOf(performanceId, given);
      await orders.deliver('bookings.seats.requested.v1', command);
      const answer = (await answersOf(command.sagaId)).find((each) => each.correlationId === command.correlationId);
      if (!answer) throw new Error('a command was not answered');
      return answer;
    },
    async release(sagaId: string) {
      const command = nextAttempt(sagaId);
      await orders.deliver('bookings.release.requested.v1', command);
      return (await answersOf(sagaId)).filter(({ correlationId }) => correlationId === command.correlationId);
    },
    /** Delivers the question how an order ended, and returns the attempt. */
    async ask(sagaId: string, orderId: string) {
      const attempt = nextAttempt(sagaId);
      await orders.deliver('bookings.payment.requested.v1', { ...attempt, orderId });
      return attempt;
    },
    pay: (orderId: string) =>
      orders.deliver('payments.payment.created.v1', { id: `payment-${orderId}`, orderId, stripeId: `pi_${orderId}` }),
    read: (orderId: string) => orders.database.order.findUniqueOrThrow({ where: { id: orderId } }),
    liveSeats: (performanceId: string) => orders.database.orderSeat.count({ where: { performanceId, isLive: true } }),
  };
};
export type Bookings = ReturnType<typeof bookingsOf>;

export const bestOf = (quantity: number): SeatsRequested['bestAvailable'] => ({
  ...{ quantity, categoryId: null, sectionId: null, maxPrice: null, needsAccessible: false },
});

/** Returns the order of an answer. */
export function orderOf({ order }: OrdersAnswered) {
  if (!order) throw new Error('an answer has no order');
  return order;
}
