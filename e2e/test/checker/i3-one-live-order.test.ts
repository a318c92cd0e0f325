import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeOneLiveOrder } from '../../src/checker/i3-one-live-order.ts';
import { find, messageOn, now, smallWorld, type World } from './small-world.ts';

const expected = expectations({ now });

const faults: [string, string[], (world: World) => unknown][] = [
  [
    'a ticket that was sold twice',
    ['a ticket has more than one live order'],
    (world) => {
      const order = find(world.orders, 'order-sold');
      world.orders.push({ ...order, id: 'order-other', reservation: 2 });
      world.payableOrders.push({ ...find(world.payableOrders, 'order-sold'), id: 'order-other' });
      find(world.tickets, 'sold').reservation = 2;
      find(world.listings, 'sold').reservation = 2;
    },
  ],
  [
    'two reservations with the same number',
    ['two orders of a ticket have the same reservation number'],
    (world) => {
      find(world.orders, 'order-expired').reservation = 2;
    },
  ],
  [
    "a release that freed another buyer's reservation",
    ['the state of a ticket contradicts its orders'],
    (world) => Object.assign(find(world.tickets, 'reserved'), { status: 'available', orderId: null }),
  ],
  [
    'a ticket that is reserved without an order',
    ['the state of a ticket contradicts its orders'],
    (world) => Object.assign(find(world.tickets, 'freed'), { status: 'reserved', orderId: 'order-refunded' }),
  ],
  [
    'a paid ticket that is not sold',
    ['the state of a ticket contradicts its orders'],
    (world) => Object.assign(find(world.tickets, 'sold'), { status: 'reserved' }),
  ],
  [
    'a reservation number that was not applied',
    ["a ticket's reservation number differs from its last order"],
    (world) => {
      find(world.tickets, 'freed').reservation = 1;
    },
  ],
  [
    'a reservation number that was never assigned',
    ['an order has a reservation number that its ticket never had'],
    (world) => {
      find(world.listings, 'freed').reservation = 1;
    },
  ],
  [
    'an outdated price in orders',
    ['the copy of a ticket in orders differs from tickets'],
    (world) => {
      find(world.listings, 'freed').priceMinor = 1;
    },
  ],
  [
    'a withdrawal that freed a reservation',
    ['the state of a ticket contradicts its orders', 'the copy of a ticket in orders differs from tickets'],
    (world) => Object.assign(find(world.tickets, 'reserved'), { status: 'withdrawn', isWithdrawn: true }),
  ],
  [
    'a withdrawn ticket that is still available',
    ['the state of a ticket contradicts its orders'],
    (world) => {
      find(world.tickets, 'freed').isWithdrawn = true;
      find(world.listings, 'freed').isWithdrawn = true;
    },
  ],
  [
    'a withdrawal that never reached orders',
    ['the copy of a ticket in orders differs from tickets'],
    (world) => Object.assign(find(world.tickets, 'freed'), { status: 'withdrawn', isWithdrawn: true }),
  ],
  [
    'a listing that never reached orders',
    ['orders has no copy of a ticket'],
    (world) => {
      world.listings = world.listings.filter(({ id }) => id !== 'reserved');
    },
  ],
  [
    'a cancellation that never reached payments',
    ['the copy of an order in payments differs from orders'],
    (world) => {
      find(world.payableOrders, 'order-expired').status = 'created';
    },
  ],
  [
    'an order that never reached payments',
    ['payments has no copy of an order'],
    (world) => {
      world.payableOrders = world.payableOrders.filter(({ id }) => id !== 'order-sold');
    },
  ],
  [
    'a lost order of which payments has a copy',
    ['payments has a copy of an order that does not exist'],
    (world) => {
      world.orders = world.orders.filter(({ id }) => id !== 'order-expired');
    },
  ],
];

describe('I3', () => {
  it.each(faults)('reports %s', (_, messages, plant) => {
    const world = smallWorld();
    plant(world);

    expect(judgeOneLiveOrder(world, expected).map(({ message }) => message)).toEqual(messages);
  });

  it('accepts a ticket that its seller has withdrawn', () => {
    const world = smallWorld();
    Object.assign(find(world.tickets, 'freed'), { status: 'withdrawn', isWithdrawn: true });
    find(world.listings, 'freed').isWithdrawn = true;

    expect(judgeOneLiveOrder(world, expected)).toEqual([]);
  });

  it('accepts an order with an open payment attempt', () => {
    const world = smallWorld();
    find(world.orders, 'order-reserved').status = 'awaiting_payment';

    expect(judgeOneLiveOrder(world, expected)).toEqual([]);
  });

  it('accepts a ticket without its order when the event is a known dead letter', () => {
    const world = smallWorld();
    Object.assign(find(world.tickets, 'reserved'), { status: 'available', orderId: null, reservation: 0 });
    const { eventId } = messageOn(world, 'orders.order.created.v1', 'order-reserved');
    const deadLetters = [{ group: 'tickets', topic: 'orders.order.created.v1', eventId } as const];

    expect(judgeOneLiveOrder(world, expected)).not.toEqual([]);
    expect(judgeOneLiveOrder(world, expectations({ now, deadLetters }))).toEqual([]);
  });
});
