import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeMoney } from '../../src/checker/i4-money.ts';
import { charge, find, now, smallWorld, type World } from './small-world.ts';

const expected = expectations({ now });
const chargesOf = (world: World) => world.ledger?.charges ?? [];

const faults: [string, string[], (world: World) => unknown][] = [
  [
    'a charge that payments knows nothing of',
    ['Stripe has charged without a payment'],
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
    'a charge whose payment was left open',
    [
      'Stripe has charged and the payment does not say so',
      'an order that is complete has the wrong net amount',
      'an order was completed by a payment that did not succeed',
    ],
    (world) => {
      find(world.payments, 'pay-order-sold').state = 'open';
    },
  ],
  [
    'a payment that Stripe knows nothing of',
    ['a payment succeeded without a charge at Stripe'],
    (world) => {
      find(chargesOf(world), 'ch-order-sold').status = 'failed';
    },
  ],
  [
    'another amount at Stripe',
    ['Stripe has charged another amount'],
    (world) => {
      find(chargesOf(world), 'ch-order-sold').amountMinor = 2499;
    },
  ],
  [
    'a refund that Stripe did not make',
    ['Stripe has refunded another amount'],
    (world) => {
      find(chargesOf(world), 'ch-order-refunded').amountRefundedMinor = 0;
    },
  ],
  [
    'a late payment of a cancelled order that was kept',
    [
      'Stripe has refunded another amount',
      'an order that is cancelled has the wrong net amount',
      'an order shows another refund than was paid',
    ],
    (world) => {
      find(world.payments, 'pay-order-refunded').refund = null;
    },
  ],
  [
    'a refund that the order does not show',
    ['an order shows another refund than was paid'],
    (world) => {
      find(world.orders, 'order-refunded').refundAmountMinor = null;
    },
  ],
  [
    'a payment that did not complete its order',
    ['an order that is created has the wrong net amount'],
    (world) => charge(world, 'order-reserved'),
  ],
  [
    'an order that was paid too little',
    ['an order that is complete has the wrong net amount'],
    (world) => {
      find(world.orders, 'order-sold').priceMinor = 2501;
    },
  ],
  [
    'two payments of one order',
    ['an order has more than one payment that is open or succeeded', 'two attempts to pay an order have one number'],
    (world) =>
      world.payments.push({ ...find(world.payments, 'pay-order-sold'), id: 'pay-2', state: 'open', stripeId: 'pi-2' }),
  ],
  [
    'a payment of an order that is not there',
    ['a payment is for an order that is not there'],
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

  it('compares payments and orders also where Stripe is the real one', () => {
    const world = { ...smallWorld(), ledger: null };
    find(world.payments, 'pay-order-refunded').refund = null;

    expect(judgeMoney(world, expected)).toMatchObject([
      { message: 'an order that is cancelled has the wrong net amount' },
      { message: 'an order shows another refund than was paid' },
    ]);
  });
});
