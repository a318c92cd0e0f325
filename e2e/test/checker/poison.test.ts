import { expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { checkInvariants } from '../../src/checker/invariants.ts';
import { poisonHeader, withMarkedPoison } from '../../src/checker/poison.ts';
import { deliver, now, smallWorld } from './small-world.ts';

it('distinguishes poison that a test has marked from a fault', () => {
  const world = smallWorld();
  const event = { orderId: 'nobody knows', attempt: 1 };
  const poison = deliver(world, 'payments.payment.failed.v1', { ...event, reason: 'poison' }, 'poison');
  world.consumers.orders.inbox.delete('poison');
  world.deadLetters.push({ ...poison, group: 'orders' });
  expect(checkInvariants(world, expectations({ now }))).not.toEqual([]);

  poison.headers[poisonHeader] = 'yes';
  expect(checkInvariants(world, withMarkedPoison(expectations({ now }), world))).toEqual([]);
});
