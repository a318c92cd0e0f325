import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeMoney } from '../../src/checker/i4-money.ts';
import { charge, find, now, smallWorld, type World } from './small-world.ts';

const expected = expectations({ now });
const chargesOf = (world: World) => world.ledger?.charges ?? [];

const faults: [string, string[], (world: World) => unknown][] = [
  [
    'a charge that payments has no record of',
    ['a charge at Stripe has no payment'],
    (world) => {
      world.ledger?.intents.push({ id: 'pi-stray', orderId: 'order-sold' });
      chargesOf(world).push({ ...find(chargesOf(world), 'ch-order-sold'), id: 'ch-stray', intentId: 'pi-stray' });
    },
  ],
  [
    'a second charge of a payment',
    ['a payment was charged more than once'],
    (world) => chargesOf(world).push({ ...find(chargesOf(world), 'ch-order-sold'), id: 'ch-again' }),
  ],
  [
    'a charge whose payment stayed open',
    [
      'a payment that Stripe charged is not recorded as charged',
      'the net amount of a complete order is wrong',
      'an order was completed by a payment that did not succeed',
    ],
    (world) => {
      find(world.payments, 'pay-order-sold').state = 'open';
    },
  ],
  [
    'a payment that Stripe has no record of',
    ['a succeeded payment has no charge at Stripe'],
    (world) => {
      find(chargesOf(world), 'ch-order-sold').status = 'failed';
    },
  ],
  [
    'a different amount at Stripe',
    ['the charged amount differs from the payment'],
    (world) => {
      find(chargesOf(world), 'ch-order-sold').amountMinor = 2499;
    },
  ],
  [
    'a refund that Stripe did not make',
    ['the refunded amount differs from the payment'],
    (world) => {
      find(chargesOf(world), 'ch-order-refunded').amountRefundedMinor = 0;
    },
  ],
  [
    'a late payment of a cancelled order without a refund',
    [
      'the refunded amount differs from the payment',
      'the net amount of a cancelled order is wrong',
      'the refund shown on an order differs from the refund paid',
    ],
    (world) => {
      find(world.payments, 'pay-order-refunded').refunds = [];
    },
  ],
  [
    'a part that was refunded twice',
    ['the refunded amount differs from the payment'],
    (world) => {
      find(chargesOf(world), 'ch-party-reduced').amountRefundedMinor += 2500;
    },
  ],
  [
    'refunds of more than the charge',
    [
      'more is refunded than was charged',
      'the refunded amount differs from the payment',
      'the net amount of a complete order is wrong',
      'the refund shown on an order differs from the refund paid',
    ],
    (world) => find(world.payments, 'pay-party-reduced').refunds.push({ number: 2, state: 'done', amountMinor: 2501 }),
  ],
  [
    'places that were taken without their money',
    ['the net amount of a complete order is wrong'],
    (world) => {
      find(world.orders, 'party-reduced').priceMinor = 1000;
    },
  ],
  [
    'a refund that the order does not show',
    ['the refund shown on an order differs from the refund paid'],
    (world) => {
      find(world.orders, 'order-refunded').refundAmountMinor = null;
    },
  ],
  [
    'a payment that did not complete its order',
    ['the net amount of a created order is wrong'],
    (world) => charge(world, 'order-reserved'),
  ],
  [
    'an underpaid order',
    ['the net amount of a complete order is wrong'],
    (world) => {
      find(world.orders, 'order-sold').priceMinor = 2501;
    },
  ],
  [
    'two payments of one order',
    ['an order has more than one open or succeeded payment', 'two payment attempts of an order have the same number'],
    (world) =>
      world.payments.push({ ...find(world.payments, 'pay-order-sold'), id: 'pay-2', state: 'open', stripeId: 'pi-2' }),
  ],
  [
    'a payment of an order that does not exist',
    ['the order of a payment does not exist'],
    (world) => {
      world.orders = world.orders.filter(({ id }) => id !== 'order-sold');
    },
  ],
];

describe('I4', () => {
  it.each(faults)('reports %s', (_, messages, plant) => {
    const world = smallWorld();
    plant(world);

    const violations = judgeMoney(world, expected);
    expect(violations.map(({ message }) => message)).toEqual(messages);
    expect(new Set(violations.map(({ invariant }) => invariant))).toEqual(new Set(['I4']));
  });

  it('accepts a charge without a payment once everything is returned', () => {
    const world = smallWorld();
    world.ledger?.intents.push({ id: 'pi-lost', orderId: 'order-lost' });
    const lost = { ...find(chargesOf(world), 'ch-order-sold'), id: 'ch-lost', intentId: 'pi-lost' };
    chargesOf(world).push({ ...lost, amountRefundedMinor: lost.amountMinor });

    expect(judgeMoney(world, expected)).toEqual([]);
  });

  it('also compares payments and orders with the real Stripe', () => {
    const world = { ...smallWorld(), ledger: null };
    find(world.payments, 'pay-order-refunded').refunds = [];

    expect(judgeMoney(world, expected)).toMatchObject([
      { message: 'the net amount of a cancelled order is wrong' },
      { message: 'the refund shown on an order differs from the refund paid' },
    ]);
  });
});
