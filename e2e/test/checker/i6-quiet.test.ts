import { describe, expect, it } from '@jest/globals';
import { relayGroup } from '@ticketing/contracts';
import { type ExpectedDeadLetter, expectations } from '../../src/checker/expectations.ts';
import { judgeQuiet } from '../../src/checker/i6-quiet.ts';
import { find, messageOn, now, smallWorld, type World } from './small-world.ts';

const expected = expectations({ now });
const created = 'orders.order.created.v1';

const faults: [string, string, (world: World) => unknown][] = [
  [
    'an unpublished row',
    'an outbox row is still pending',
    (world) => Object.assign(world.outbox[0] ?? {}, { state: 'pending' }),
  ],
  [
    'a group that is behind',
    'a consumer group lags',
    (world) => {
      for (const position of world.positions)
        if (position.group === 'payments' && position.topic === created) position.committed -= 1;
    },
  ],
  [
    'a relay that is behind',
    'a consumer group lags',
    (world) => world.positions.push({ group: relayGroup, topic: `${created}.raw`, partition: 0, committed: 0, end: 2 }),
  ],
  [
    'a lost slot',
    'a replication slot does not exist',
    (world) => {
      world.slots.bookings = null;
    },
  ],
  [
    'an inactive slot',
    'a replication slot is not active',
    (world) => Object.assign(world.slots.orders ?? {}, { isActive: false }),
  ],
  [
    'a slot that lags by 1 MiB',
    'a replication slot lags by 1 MiB or more',
    (world) => Object.assign(world.slots.bookings ?? {}, { lagBytes: 1_048_576 }),
  ],
  [
    'a payment attempt without an outcome',
    'a payment is still open',
    (world) => {
      find(world.payments, 'pay-order-sold').state = 'open';
    },
  ],
  [
    'an outstanding refund',
    'a refund is still outstanding',
    (world) => {
      find(world.payments, 'pay-order-refunded').refunds = [{ number: 1, state: 'due', amountMinor: 2500 }];
    },
  ],
  [
    'a dead letter',
    'an unexpected dead letter exists',
    (world) => world.deadLetters.push({ ...messageOn(world, created, 'order-sold'), group: 'tickets' }),
  ],
  [
    'a row in outbox_dlq',
    'an outbox row was dead-lettered',
    (world) => world.deadRows.push({ service: 'tickets', eventId: 'e1', topic: 'tickets.ticket.created.v1' }),
  ],
  [
    'an event that is parked without a reason',
    'an event is parked, but not behind a known dead letter',
    (world) => world.consumers.tickets.parked.push({ stream: 'order:order-sold', version: 3, eventId: 'e1' }),
  ],
];

describe('I6', () => {
  it.each(faults)('reports %s', (_, message, plant) => {
    const world = smallWorld();
    plant(world);

    expect(judgeQuiet(world, expected)).toMatchObject([{ invariant: 'I6', message }]);
  });

  it('reports an expected dead letter that does not exist', () => {
    const letter: ExpectedDeadLetter = { group: 'tickets', topic: created, eventId: 'poison' };

    expect(judgeQuiet(smallWorld(), expectations({ now, deadLetters: [letter] }))).toEqual([
      { invariant: 'I6', message: 'an expected dead letter does not exist', subject: { ...letter } },
    ]);
  });

  it('accepts expected dead letters, duplicates of them, and events that are parked behind them', () => {
    const world = smallWorld();
    const first = messageOn(world, created, 'order-sold');
    world.deadLetters.push({ ...first, group: 'tickets' }, { ...first, group: 'tickets', offset: first.offset + 1 });
    world.consumers.tickets.streams.delete('order:order-sold');
    world.consumers.tickets.parked.push({ stream: 'order:order-sold', version: 1, eventId: 'completed' });
    const deadLetters = [{ group: 'tickets', topic: created, eventId: first.eventId } as const];

    expect(judgeQuiet(world, expectations({ now, deadLetters }))).toEqual([]);
  });

  it('reports an event that is parked behind another version than the dead one', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, created, 'order-sold');
    world.deadLetters.push({ ...messageOn(world, created, 'order-sold'), group: 'tickets' });
    world.consumers.tickets.parked.push({ stream: 'order:order-sold', version: 3, eventId: 'later' });
    const deadLetters = [{ group: 'tickets', topic: created, eventId } as const];

    expect(judgeQuiet(world, expectations({ now, deadLetters }))).toMatchObject([
      { message: 'an event is parked, but not behind a known dead letter', subject: { version: 3 } },
    ]);
  });
});
