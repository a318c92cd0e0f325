import { pause, waitFor } from '@ticketing/common/backoff';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { openSale } from '../../performance.ts';
import type { BookingBody, OrderBody, Person } from '../../person.ts';
import { retryRequest } from '../../retry-request.ts';
import { type Fault, PromiseBroken, type Stage } from '../fault.ts';
import { killAndRestart } from '../tools/outages.ts';
import { buyerAt, sagaGroup } from '../tools/sagas.ts';

const hall = { rows: Array.from({ length: 10 }, (_, row) => `R${row + 1}`), seats: 20, standing: 10 };
const parties = 40;
const patience = { forMs: 30_000 };
/** Each does a part of the cancellation, or asks about it. */
const whoIsKilled = ['bookings', 'orders', 'bookings', 'payments', 'notifications', 'bookings'] as const;
/** A step's timeout, backoff and pause after the last kill, for each of the four questions. */
const completedWithinMs = 120_000;

const isOdd = (at: number): boolean => at % 2 === 1;

/** Every second party books, the others order; two of three pay. */
async function buy({ random }: Stage, buyer: Person, performanceId: string, at: number): Promise<void> {
  const wish = { performanceId, bestAvailable: { quantity: random.between(1, 3) } };
  const path = isOdd(at) ? '/api/bookings' : '/api/orders';
  const answer = await retryRequest<OrderBody | BookingBody>(buyer, 'POST', path, wish, patience);
  if (answer?.status !== 201 || at % 3 === 0) return;
  const orderId = 'order' in answer.body ? answer.body.order?.id : answer.body.id;
  await retryRequest(buyer, 'POST', '/api/payments', { orderId, token: 'tok_visa' }, patience);
}

/** What the saga of a cancelled performance says. */
const readSaga = ({ addresses }: Stage, performanceId: string) =>
  withPostgres(addresses.databases.bookings, async (client) => {
    const { rows } = await client.query<{ status: string; step: string | null; data: object }>(
      `SELECT status, step, data FROM sagas WHERE definition = 'cancel-event' AND data->>'performanceId' = $1`,
      [performanceId],
    );
    return rows[0] ?? null;
  });

export const cancelledEvents: Fault[] = [
  {
    name: 'saga-cancelled-event',
    title: `a performance with ${parties} parties is cancelled, while ${[...new Set(whoIsKilled)].join(', ')} are killed`,
    group: sagaGroup,
    async inject(stage) {
      const { people, random } = stage;
      const organiser = random.pick(people.sellers);
      const performanceId = await openSale(organiser, hall, 60_000);
      const buying = Array.from({ length: parties }, (_, at) => buy(stage, buyerAt(stage, at), performanceId, at));
      // Some are still buying when it is cancelled.
      await Promise.all(buying.slice(0, parties / 2));
      await pause(random.between(0, 500));
      const path = `/api/performances/${performanceId}/cancellation`;
      const answer = await retryRequest(organiser, 'POST', path, { reason: 'A fault' }, patience);
      if (answer?.status !== 200) throw new Error(`the cancellation got ${answer?.status ?? 'no response'}`);
      for (const program of whoIsKilled) await killAndRestart(stage, program);
      await Promise.all(buying);
      const completed = await waitFor(
        async () => {
          const saga = await readSaga(stage, performanceId);
          return saga?.status === 'completed' ? saga : null;
        },
        { timeoutMs: completedWithinMs, intervalMs: 500 },
      );
      if (!completed)
        throw new PromiseBroken(`it did not complete: ${JSON.stringify(await readSaga(stage, performanceId))}`);
      stage.note(`completed: ${JSON.stringify(completed.data)}`);
    },
  },
];
