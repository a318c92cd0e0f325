import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeSeatsSoldOnce } from '../../src/checker/i9-seats-sold-once.ts';
import { judgeWholeParties } from '../../src/checker/i11-whole-parties.ts';
import { find, now, smallWorld, type World } from './small-world.ts';

type Fault = [name: string, messages: string[], plant: (world: World) => unknown];

const seatsOf = (world: World, orderId: string) => world.orderSeats.filter((row) => row.orderId === orderId);
const area = (world: World) => world.standingAreas[0] as World['standingAreas'][number];

describe('I9', () => {
  it.each<Fault>([
    [
      'a seat that was sold twice',
      ['a seat has more than one live order'],
      (world) => seatsOf(world, 'party-gone').map((row) => Object.assign(row, { isLive: true })),
    ],
    [
      'more people than a standing area holds',
      ['a standing area has more live orders than places'],
      (world) => Object.assign(area(world), { quota: 1 }),
    ],
    [
      'places that were counted twice',
      ['the count of a standing area contradicts its orders'],
      (world) => Object.assign(area(world), { taken: 3 }),
    ],
    [
      'places that were never given back',
      ['the count of a standing area contradicts its orders'],
      (world) => Object.assign(find(world.orders, 'party-standing'), { status: 'cancelled' }),
    ],
  ])('reports %s', (_, messages, plant) => {
    const world = smallWorld();
    plant(world);
    expect(judgeSeatsSoldOnce(world).map(({ message }) => message)).toEqual(messages);
  });
});

describe('I11', () => {
  const notWhole = 'an order does not have exactly the seats of its party';
  it.each<Fault>([
    [
      'a party that has lost a seat',
      [notWhole],
      (world) => {
        world.orderSeats = world.orderSeats.filter((row) => row !== seatsOf(world, 'party-seated')[0]);
      },
    ],
    [
      'a party that has a seat too many',
      [notWhole],
      (world) =>
        world.orderSeats.push({ orderId: 'party-seated', performanceId: 'quartets', seatId: 's', isLive: true }),
    ],
    [
      'a cancelled party that keeps its seats',
      [notWhole],
      (world) => seatsOf(world, 'party-gone').map((row) => Object.assign(row, { isLive: true })),
    ],
    [
      'a party that pays for fewer places than it has',
      ['the price of a party is not the sum of its places'],
      (world) => Object.assign(find(world.orders, 'party-seated'), { priceMinor: 2_500 }),
    ],
    [
      'a refunded seat that the order still has',
      [notWhole],
      (world) => seatsOf(world, 'party-reduced').map((row) => Object.assign(row, { isLive: true })),
    ],
    [
      'a place that is gone without an event',
      ['a party does not have what it reserved without what it gave back'],
      (world) => {
        const order = find(world.orders, 'party-standing');
        order.party?.places.pop();
        order.priceMinor = 2_500;
      },
    ],
    [
      'a refund that never happened',
      ['a refund that an organiser was told about did not happen'],
      (world) => {
        find(world.orders, 'party-reduced').reductions = [];
      },
    ],
    [
      'a refund that nobody has decided',
      ['a refund that an organiser asked for is not decided'],
      (world) => world.refundRequests.push({ id: 'waiting', orderId: 'party-reduced', state: 'requested' }),
    ],
    [
      'a refused refund that took places',
      ['a refused refund took places'],
      (world) => {
        find(world.refundRequests, 'request-party-reduced').state = 'refused';
      },
    ],
    [
      'a seat of an order that is gone',
      ['a seat belongs to an order that does not exist', 'a seat belongs to an order that does not exist'],
      (world) => {
        world.orders = world.orders.filter(({ id }) => id !== 'party-gone');
      },
    ],
  ])('reports %s', (_, messages, plant) => {
    const world = smallWorld();
    plant(world);
    expect(judgeWholeParties(world, expectations({ now })).map(({ message }) => message)).toEqual(messages);
  });
});
