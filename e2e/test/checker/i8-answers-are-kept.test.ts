import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeAnswersKept } from '../../src/checker/i8-answers-are-kept.ts';
import { type Answer, createJournal } from '../../src/checker/journal.ts';
import { find, now, smallWorld, type World } from './small-world.ts';

const ticket = { id: 'freed', version: 0, title: 'Row 12', price: 25 };

/** The responses that led to the small world. */
function answersOf(world: World): Answer[] {
  const { expiresAt } = find(world.orders, 'order-sold');
  const order = { userId: 'buyer', orderId: 'order-sold', ticketId: 'sold', expiresAt: expiresAt.toISOString() };
  return [
    { type: 'userCreated', userId: 'buyer' },
    { type: 'ticketListed', userId: 'seller', ticket },
    { type: 'orderCreated', ...order },
    { type: 'orderCreated', ...order, orderId: 'order-reserved', ticketId: 'reserved' },
    { type: 'paymentAnswered', orderId: 'order-sold', paymentId: 'pay-order-sold', status: 'succeeded' },
    { type: 'paymentAnswered', orderId: 'order-refunded', paymentId: 'pay-order-refunded', status: 'succeeded' },
    { type: 'orderCancelled', orderId: 'order-refunded' },
    { type: 'placesReleased', orderId: 'party-reduced', version: 2, places: 1 },
    { type: 'refundRequested', refundId: 'request-party-reduced' },
    { type: 'signedOut', sid: 'ended' },
  ];
}

const broken: [string, string, (world: World) => unknown][] = [
  [
    'places that came back to an order',
    'places that were given back are not',
    (world) => Object.assign(find(world.orders, 'party-reduced'), { version: 1 }),
  ],
  [
    'a lost request to refund',
    'a requested refund does not exist',
    (world) => {
      world.refundRequests = [];
    },
  ],
  [
    'a lost user',
    'a registered user does not exist',
    (world) => {
      world.users = [];
    },
  ],
  [
    'a lost ticket',
    'a listed ticket does not exist',
    (world) => {
      world.tickets = world.tickets.filter(({ id }) => id !== 'freed');
    },
  ],
  [
    'a lost order',
    'a created order does not exist',
    (world) => Object.assign(find(world.orders, 'order-reserved'), { id: 'other' }),
  ],
  [
    'an order that differs from its response',
    'an order differs from its response',
    (world) => Object.assign(find(world.orders, 'order-sold'), { userId: 'somebody else' }),
  ],
  [
    'a lost payment',
    'a confirmed payment does not exist',
    (world) => {
      world.payments = world.payments.filter(({ id }) => id !== 'pay-order-sold');
    },
  ],
  [
    'a confirmed payment that failed',
    'a succeeded payment is not recorded as succeeded',
    (world) => {
      find(world.payments, 'pay-order-sold').state = 'failed';
    },
  ],
  [
    'a paid order that was cancelled without a refund',
    'a paid order is neither complete nor refunded',
    (world) => {
      find(world.orders, 'order-sold').status = 'cancelled';
    },
  ],
  [
    'a lost cancellation',
    'a cancelled order is not cancelled',
    (world) => {
      find(world.orders, 'order-refunded').status = 'created';
    },
  ],
  [
    'a session that was not revoked',
    'a revoked session is still accepted',
    (world) => world.revokedSessions.payments.clear(),
  ],
];

const judged = (world: World, answers = answersOf(smallWorld())) => {
  const journal = createJournal();
  for (const answer of answers) journal.record(answer);
  return judgeAnswersKept(world, expectations({ now, journal: journal.answers }));
};

function worldWithSignOut(): World {
  const world = smallWorld();
  for (const sids of Object.values(world.revokedSessions)) sids.add('ended');
  return world;
}

describe('I8', () => {
  it('accepts a system whose responses hold', () => {
    expect(judged(worldWithSignOut())).toEqual([]);
  });

  it.each(broken)('reports %s', (_, message, plant) => {
    const world = worldWithSignOut();
    plant(world);
    const reported = judged(world);

    expect(reported).not.toEqual([]);
    expect(reported.every((violation) => violation.invariant === 'I8' && violation.message === message)).toBe(true);
  });

  it('reports an edit that is lost or differs from its response', () => {
    const edited = (version: number, title: string): Answer => ({
      type: 'ticketEdited',
      userId: 'seller',
      ticket: { ...ticket, version, title },
    });
    const world = worldWithSignOut();
    const { version } = find(world.tickets, 'freed');

    expect(judged(world, [edited(version + 1, 'Row 12')])).toMatchObject([{ message: 'a ticket edit is lost' }]);
    expect(judged(world, [edited(version, 'Row 13')])).toMatchObject([
      { message: 'a ticket differs from its response' },
    ]);
    expect(judged(world, [edited(version, 'Row 12')])).toEqual([]);
  });
});
