import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { checkInvariants } from '../../src/checker/invariants.ts';
import { cancel, charge, complete, emptyWorld, find, listTicket, now, reserve, smallWorld } from './small-world.ts';

describe('all invariants', () => {
  it('hold in a small consistent world', () => {
    expect(checkInvariants(smallWorld(), expectations({ now }))).toEqual([]);
  });

  it('are checked together', () => {
    const world = smallWorld();
    find(world.tickets, 'sold').orderId = null;
    find(world.ledger?.charges ?? [], 'ch-order-sold').amountMinor = 1;

    expect(checkInvariants(world, expectations({ now })).map(({ invariant }) => invariant)).toEqual(['I3', 'I4']);
  });

  it('are checked within seconds for tens of thousands of events', () => {
    const world = emptyWorld();
    for (let index = 0; index < 4_000; index += 1) {
      const orderId = `order-${index}`;
      listTicket(world, `ticket-${index}`);
      reserve(world, orderId, `ticket-${index}`);
      if (index % 4 === 0) {
        cancel(world, orderId);
      } else {
        charge(world, orderId);
        complete(world, orderId);
      }
    }
    expect(world.events.length).toBeGreaterThan(25_000);

    const begin = performance.now();
    expect(checkInvariants(world, expectations({ now }))).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
