import { describe, expect, it } from '@jest/globals';
import { decide, evolve, type Order, type OrderInput } from './order.ts';
import { eventsOf } from './order-events.ts';
import { asOfVersion } from './reduction.ts';

const seat = (number: number, priceMinor = 4_900) => ({
  ...{ sectionId: 'stalls', seatId: `stalls:A:${number}`, label: `Row A, seat ${number}`, priceMinor },
});
const standingPlace = { sectionId: 'floor', seatId: null, label: 'Floor', priceMinor: 2_000 };
const partyOf = (places: { priceMinor: number; seatId: string | null; sectionId: string; label: string }[]) =>
  ({ kind: 'party', performanceId: 'show', startsAt: new Date(0), timeZone: 'Europe/Berlin', places }) as const;

const party = (given: Partial<Order> = {}): Order => ({
  id: 'order',
  userId: 'buyer',
  reserved: partyOf([seat(3), seat(1), seat(2), seat(4)]),
  title: 'Quartets',
  priceMinor: 19_600,
  currency: 'USD',
  status: 'created',
  version: 0,
  createdAt: new Date(0),
  expiresAt: new Date(900_000),
  openAttempt: null,
  settledAttempt: 0,
  paymentId: null,
  cancelReason: null,
  refundAmountMinor: null,
  refunds: {},
  reductions: [],
  isOffer: false,
  sagaId: null,
  askedCorrelationId: null,
  ...given,
});
const standing = (given: Partial<Order> = {}) =>
  party({ reserved: partyOf([standingPlace, standingPlace, standingPlace]), priceMinor: 6_000, ...given });
const paid = { status: 'complete', version: 1, paymentId: 'payment' } as const;

const seats = (...numbers: number[]) => numbers.map((number) => `stalls:A:${number}`);
const release = (seatIds: string[], requestId = seatIds.join()): OrderInput => ({
  ...{ type: 'PlacesReleased', requestId, seatIds, standing: null },
});
const releaseStanding = (quantity: number, sectionId = 'floor'): OrderInput => ({
  ...{ type: 'PlacesReleased', requestId: 'standing', seatIds: [], standing: { sectionId, quantity } },
});
const refund = (seatIds: string[], given: object = {}): OrderInput => ({
  ...{
    type: 'RefundRequested',
    requestId: seatIds.join(),
    performanceId: 'show',
    isWhole: false,
    seatIds,
    standing: null,
  },
  ...given,
});
const after = (start: Order, ...inputs: OrderInput[]): Order =>
  inputs.reduce((order, input) => decide(order, input).reduce(evolve, order), start);
const placesOf = ({ reserved }: Order) =>
  reserved.kind === 'party' ? reserved.places.map(({ seatId }) => seatId) : [];
const codeOf = (order: Order, input: OrderInput): string => {
  try {
    return decide(order, input)
      .map(({ type }) => type)
      .join();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an unpaid party', () => {
  it('gives places back: fewer places, a smaller total, the next version', () => {
    const order = after(party(), release(seats(1, 4)));
    expect(order).toMatchObject({ status: 'created', version: 1, priceMinor: 9_800 });
    expect(placesOf(order)).toEqual(seats(3, 2));
    const less = after(standing(), releaseStanding(2));
    expect(less).toMatchObject({ version: 1, priceMinor: 2_000 });
    expect(placesOf(less)).toEqual([null]);
  });

  it('gives them back once for the same request', () => {
    const order = after(party(), release(seats(1), 'request'));
    expect(decide(order, release(seats(1), 'request'))).toEqual([]);
    expect(codeOf(order, release(seats(1), 'another'))).toBe('unknown_place');
  });

  it.each<[string, Order, OrderInput]>([
    ['all_places', party(), release(seats(1, 2, 3, 4))],
    ['all_places', standing(), releaseStanding(3)],
    ['unknown_place', party(), release(seats(1, 9))],
    ['unknown_place', party(), release([])],
    ['unknown_place', standing(), releaseStanding(4)],
    ['unknown_place', standing(), releaseStanding(1, 'balcony')],
    ['payment_in_progress', party({ status: 'awaiting_payment', openAttempt: 1 }), release(seats(1))],
    ['already_paid', party(paid), release(seats(1))],
    ['order_cancelled', party({ status: 'cancelled' }), release(seats(1))],
    ['order_of_booking', party({ sagaId: 'saga' }), release(seats(1))],
    ['not_a_party', party({ reserved: { kind: 'ticket', ticketId: 't', reservation: 1 } }), release(seats(1))],
    ['amount_too_small', party({ reserved: partyOf([seat(1), seat(2, 20)]) }), release(seats(1))],
  ])('is refused with %s', (code, order, input) => {
    expect(codeOf(order, input)).toBe(code);
  });
});

describe('a paid party', () => {
  it('has places refunded: it stays complete, with fewer places', () => {
    const order = after(party(paid), refund(seats(3)));
    expect(order).toMatchObject({ status: 'complete', version: 2, priceMinor: 14_700 });
    expect(decide(order, refund(seats(3)))).toEqual([]);
  });

  it.each([
    ['asked for as a whole', refund([], { isWhole: true })],
    ['whose places are all named', refund(seats(1, 2, 3, 4))],
  ])('ends when it is %s', (_what, input) => {
    expect(after(party(paid), input)).toMatchObject({ status: 'cancelled', cancelReason: 'refunded', version: 2 });
  });

  it.each<[string, Order, OrderInput]>([
    ['unknown_place', party(paid), refund(seats(9))],
    ['order_not_found', party(paid), refund(seats(1), { performanceId: 'another' })],
    [
      'order_not_found',
      party({ ...paid, reserved: { kind: 'ticket', ticketId: 't', reservation: 1 } }),
      refund(seats(1)),
    ],
    ['order_unpaid', party(), refund(seats(1))],
    ['order_cancelled', party({ status: 'cancelled' }), refund(seats(1))],
    ['order_of_booking', party({ ...paid, sagaId: 'saga' }), refund(seats(1))],
  ])('is refused with %s', (code, order, input) => {
    expect(codeOf(order, input)).toBe(code);
  });
});

describe('the events of an order that was reduced before and after it was paid, and then cancelled', () => {
  const inputs: OrderInput[] = [
    release(seats(1)),
    { type: 'PaymentCreated', paymentId: 'payment' },
    refund(seats(4)),
    { type: 'PerformanceCancelled' },
  ];
  const order = after(party(), ...inputs);
  const facts = eventsOf(order).map(({ topic, event }) => ({
    what: topic.split('.')[2],
    version: 'version' in event ? event.version : -1,
    places: 'items' in event ? event.items.map(({ seatId }) => seatId) : [],
    ...('total' in event && { total: event.total }),
  }));

  it('follow from its row: each version with the places that it had', () => {
    expect(facts.toSorted((one, other) => one.version - other.version)).toEqual([
      { what: 'created', version: 0, places: seats(3, 1, 2, 4), total: 19_600 },
      { what: 'reduced', version: 1, places: seats(3, 2, 4), total: 14_700 },
      { what: 'completed', version: 2, places: seats(3, 2, 4) },
      { what: 'reduced', version: 3, places: seats(3, 2), total: 9_800 },
      { what: 'cancelled', version: 4, places: seats(3, 2) },
    ]);
  });

  it('can be told for every version', () => {
    for (let version = 0; version <= inputs.length; version += 1) {
      const then = after(party(), ...inputs.slice(0, version));
      expect(asOfVersion(order, version)).toMatchObject({
        ...{ version, priceMinor: then.priceMinor, reserved: then.reserved, reductions: then.reductions },
      });
    }
  });
});
