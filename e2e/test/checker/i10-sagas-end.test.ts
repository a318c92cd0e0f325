import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeSagasEnd } from '../../src/checker/i10-sagas-end.ts';
import type { SagaRow } from '../../src/checker/observation.ts';
import { emptyWorld, find, minutesFromNow, now, type World } from './world.ts';

const places = [
  { sectionId: 'stalls', seatId: 'stalls:A:1', priceMinor: 2_500 },
  { sectionId: 'stalls', seatId: 'stalls:A:2', priceMinor: 2_500 },
];

function addOrder(world: World, sagaId: string, status: string): void {
  world.orders.push({
    ...{ id: `order-${sagaId}`, userId: 'buyer', ticketId: null, reservation: null, version: 0, status, sagaId },
    ...{ priceMinor: 5_000, currency: 'USD', expiresAt: minutesFromNow(10), refundAmountMinor: null, reductions: [] },
    ...{ party: { performanceId: 'quartets', places }, paymentId: status === 'complete' ? 'payment' : null },
  });
}
const saga = (id: string, given: Partial<SagaRow>): SagaRow => ({
  ...{ id, definition: 'book-journey', performanceId: 'quartets' },
  ...{ status: 'running', step: null, error: null, compensated: [] },
  ...given,
});

/** A booking that is complete, one that nobody has paid in time, one that was refused, and one that waits for its payment. */
function world(): World {
  const all = emptyWorld();
  addOrder(all, 'done', 'complete');
  addOrder(all, 'unpaid', 'cancelled');
  addOrder(all, 'held', 'created');
  all.sagas.push(
    saga('done', { status: 'completed' }),
    saga('unpaid', { status: 'compensated', error: { code: 'expired' }, compensated: ['manifest', 'seats'] }),
    saga('refused', { status: 'compensated', error: { code: 'seats_taken' } }),
    saga('held', { step: 'payment' }),
  );
  all.manifest.push(
    { sagaId: 'done', state: 'issued', ticketNumbers: 2 },
    { sagaId: 'unpaid', state: 'withdrawn', ticketNumbers: 0 },
    { sagaId: 'held', state: 'entered', ticketNumbers: 0 },
  );
  return all;
}
const entryOf = ({ manifest }: World, id: string) =>
  manifest.find(({ sagaId }) => sagaId === id) as World['manifest'][number];
const messagesOf = (given: World) => judgeSagasEnd(given, expectations({ now })).map(({ message }) => message);

describe('I10', () => {
  it('holds for bookings in every state that may last', () => expect(messagesOf(world())).toEqual([]));

  it.each<[name: string, message: string, plant: (world: World) => unknown]>([
    ['a saga that nobody goes on with', 'a saga has not ended', (all) => (find(all.sagas, 'held').step = 'manifest')],
    [
      'one that is being undone forever',
      'a saga has not ended',
      (all) => (find(all.sagas, 'held').error = { code: 'expired' }),
    ],
    [
      'one that is stuck',
      'a saga has not ended',
      (all) => Object.assign(find(all.sagas, 'refused'), { status: 'stuck' }),
    ],
    [
      'one that waits for the payment of an order that has ended',
      'a saga has not ended',
      (all) => (find(all.orders, 'order-held').status = 'cancelled'),
    ],
    [
      'a completed one that nobody has paid',
      'a completed saga has no paid order',
      (all) => (find(all.orders, 'order-done').paymentId = null),
    ],
    [
      'a ticket too few',
      'a completed saga has not issued a ticket per place',
      (all) => (entryOf(all, 'done').ticketNumbers = 1),
    ],
    [
      'a manifest without a completed booking',
      'a completed saga has not issued a ticket per place',
      (all) => all.manifest.shift(),
    ],
    [
      'an undone one that keeps its seats',
      'a compensated saga still has its order',
      (all) => (find(all.orders, 'order-unpaid').status = 'created'),
    ],
    [
      'an undone one that is still listed',
      'a compensated saga is still in a manifest',
      (all) => (entryOf(all, 'unpaid').state = 'entered'),
    ],
    [
      'a step that was undone twice',
      'a step was undone twice',
      (all) => find(all.sagas, 'unpaid').compensated.push('seats'),
    ],
    [
      'an order without its saga',
      'an order belongs to a saga that does not exist',
      (all) => addOrder(all, 'nobody', 'created'),
    ],
    [
      'an entry without its saga',
      'an entry of a manifest belongs to a saga that does not exist',
      (all) => all.manifest.push({ sagaId: 'nobody', state: 'entered', ticketNumbers: 0 }),
    ],
  ])('reports %s', (_name, message, plant) => {
    const all = world();
    plant(all);
    expect(messagesOf(all)).toEqual([message]);
  });
});

const refund = (number: number, amountMinor: number, state = 'done') => ({ number, amountMinor, state });

/** A cancelled performance: one order was paid, and refunded in two parts; one was not paid. */
function cancelledWorld(): World {
  const all = emptyWorld();
  all.performances.push(
    { id: 'quartets', version: 1, cancelledBy: 'organiser' },
    { id: 'trios', version: 0, cancelledBy: null },
  );
  addOrder(all, 'paid', 'cancelled');
  addOrder(all, 'unpaid', 'cancelled');
  for (const order of all.orders) order.sagaId = null;
  all.payments.push({
    ...{ id: 'payment', orderId: 'order-paid', attempt: 1, state: 'succeeded', amountMinor: 5_000, currency: 'USD' },
    ...{ stripeId: 'pi', refunds: [refund(1, 2_000), refund(2, 3_000)] },
  });
  all.sagas.push(saga('cancellation', { definition: 'cancel-event', status: 'completed' }));
  return all;
}

describe('I10 of a cancelled performance', () => {
  it('holds once everybody has the money back', () => expect(messagesOf(cancelledWorld())).toEqual([]));

  it.each<[name: string, message: string, plant: (world: World) => unknown]>([
    ['one that nobody watches', 'a cancelled performance has no saga', (all) => all.sagas.pop()],
    [
      'a saga that still asks',
      'the saga of a cancelled performance has not completed',
      (all) => Object.assign(find(all.sagas, 'cancellation'), { status: 'running', step: 'refunds' }),
    ],
    [
      'an order that is live after all',
      'the saga of a cancelled performance is completed, but orders are live',
      (all) => (find(all.orders, 'order-unpaid').status = 'created'),
    ],
    [
      'a refund that is only pending',
      'the saga of a cancelled performance is completed, but charges are not refunded',
      (all) => (find(all.payments, 'payment').refunds = [refund(1, 2_000), refund(2, 3_000, 'pending')]),
    ],
    [
      'a charge of which only a part is refunded',
      'the saga of a cancelled performance is completed, but charges are not refunded',
      (all) => (find(all.payments, 'payment').refunds = [refund(1, 2_000)]),
    ],
  ])('reports %s', (_name, message, plant) => {
    const all = cancelledWorld();
    plant(all);
    expect(messagesOf(all)).toEqual([message]);
  });
});
