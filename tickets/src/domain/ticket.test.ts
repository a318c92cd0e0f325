import { describe, expect, it } from '@jest/globals';
import {
  applyReservation,
  assertTimesAllowed,
  edit as editAt,
  isSaleOver,
  type ListingChange,
  noDetails,
  type ReservationUpdate,
  relist as relistAt,
  type Ticket,
  withdraw,
  withdrawForGood,
} from './ticket.ts';

const now = new Date('2027-05-01T12:00:00Z');
const edit = (given: Ticket, change: ListingChange) => editAt(given, change, now);
const relist = (given: Ticket) => relistAt(given, now);
const [earlier, later, muchLater] = ['2027-05-01T11:00:00Z', '2027-05-01T13:00:00Z', '2027-05-02T13:00:00Z'].map(
  (text) => new Date(text),
) as [Date, Date, Date];

const ticket = (given: Partial<Ticket> = {}): Ticket => ({
  ...noDetails,
  isWithdrawn: false,
  reservedUntil: null,
  pictureId: null,
  soldAt: null,
  id: 'ticket',
  title: 'Concert',
  priceMinor: 1999,
  currency: 'USD',
  userId: 'seller',
  version: 0,
  status: 'available',
  orderId: null,
  reservation: 0,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...given,
});
const expiresAt = new Date(900_000);
const soldAt = new Date(60_000);
const update = (type: ReservationUpdate['type'], orderId: string, reservation: number): ReservationUpdate => {
  if (type === 'reserved') return { type, orderId, reservation, expiresAt };
  return type === 'sold' ? { type, orderId, reservation, soldAt } : { type, orderId, reservation };
};
/** Returns the ticket after several updates in sequence; a stale update leaves it unchanged. */
const after = (...all: ReservationUpdate[]): Ticket =>
  all.reduce((current, next) => applyReservation(current, next) ?? current, ticket());

describe('an edit', () => {
  it('increments the version', () => {
    expect(edit(ticket(), { title: 'Opera', priceMinor: 100 })).toMatchObject({
      title: 'Opera',
      priceMinor: 100,
      version: 1,
    });
  });

  it('that changes nothing returns null', () => {
    expect(edit(ticket(), { title: 'Concert', priceMinor: 1999 })).toBeNull();
  });

  it('is refused while the ticket is reserved', () => {
    expect(() => edit(ticket({ orderId: 'a', status: 'reserved' }), { title: 'x', priceMinor: 1 })).toThrow(
      'Cannot edit a reserved ticket',
    );
  });
});

describe('an edit of details', () => {
  it('keeps omitted fields, and compares dates by instant', () => {
    const dated = ticket({ startsAt: later, venue: 'Arena' });
    expect(edit(dated, { startsAt: new Date(later) })).toBeNull();
    expect(edit(dated, { startsAt: muchLater })).toMatchObject({ venue: 'Arena', startsAt: muchLater, version: 1 });
  });
});

describe('the sale of a ticket', () => {
  it.each([
    ['never without a date', {}, false],
    ['at the start', { startsAt: now }, true],
    ['not before the start', { startsAt: later }, false],
    ['at the seller’s end of sale, before the start', { startsAt: muchLater, saleEndsAt: now }, true],
    ['at the seller’s end of sale, without a date', { saleEndsAt: earlier }, true],
    ['not before the seller’s end of sale', { startsAt: muchLater, saleEndsAt: later }, false],
  ])('ends %s', (_name, times, isOver) => {
    expect(isSaleOver(ticket(times), now)).toBe(isOver);
  });

  it.each([
    ['start_in_past', 'startsAt', { startsAt: now }],
    ['start_in_past', 'startsAt', { startsAt: earlier, saleEndsAt: earlier }],
    ['sale_end_in_past', 'saleEndsAt', { startsAt: later, saleEndsAt: earlier }],
    ['sale_ends_after_start', 'saleEndsAt', { startsAt: later, saleEndsAt: muchLater }],
  ])('can’t be given times that are refused as %s', (code, field, times) => {
    expect(() => assertTimesAllowed(ticket(times), noDetails, now)).toThrow(
      expect.objectContaining({ code, field, kind: 'invalid_input' }),
    );
  });

  it('may end exactly at the start', () => {
    expect(() => assertTimesAllowed(ticket({ startsAt: later, saleEndsAt: later }), noDetails, now)).not.toThrow();
  });

  it('does not reopen by relisting', () => {
    expect(() => relist(ticket({ isWithdrawn: true, status: 'withdrawn', startsAt: earlier }))).toThrow(
      expect.objectContaining({ code: 'sale_ended' }),
    );
  });

  it('once over, leaves the rest of the listing editable, and can be prolonged', () => {
    const over = ticket({ startsAt: muchLater, saleEndsAt: earlier });
    expect(edit(over, { title: 'Opera' })).toMatchObject({ title: 'Opera', version: 1 });
    expect(edit(over, { saleEndsAt: null })).toMatchObject({ saleEndsAt: null });
    expect(() => edit(over, { startsAt: earlier })).toThrow(expect.objectContaining({ code: 'start_in_past' }));
  });

  it('can’t be made to outlast the event by moving the event', () => {
    const sold = ticket({ startsAt: muchLater, saleEndsAt: new Date('2027-05-02T12:00:00Z') });
    expect(() => edit(sold, { startsAt: later })).toThrow(expect.objectContaining({ code: 'sale_ends_after_start' }));
  });
});

describe('a withdrawal', () => {
  const withdrawn = withdraw(ticket()) as Ticket;

  it('takes the ticket off sale once, and relisting puts it back once', () => {
    expect(withdrawn).toMatchObject({ status: 'withdrawn', isWithdrawn: true, version: 1 });
    expect(withdraw(withdrawn)).toBeNull();
    expect(relist(withdrawn)).toMatchObject({ status: 'available', isWithdrawn: false, version: 2 });
    expect(relist(ticket())).toBeNull();
  });

  it.each([
    ['withdraw', withdraw],
    ['relist', relist],
  ])('is refused while an order holds the ticket (%s)', (action, rule) => {
    const held = ticket({ orderId: 'a', status: 'reserved' });
    expect(() => rule(held)).toThrow(`Cannot ${action} a reserved ticket`);
  });

  it('yields to an order in flight, and persists when that order ends', () => {
    const reserved = applyReservation(withdrawn, update('reserved', 'a', 1)) as Ticket;
    expect(reserved).toMatchObject({ status: 'reserved', orderId: 'a', reservedUntil: expiresAt });
    expect(applyReservation(reserved, update('released', 'a', 1))).toMatchObject({
      status: 'withdrawn',
      orderId: null,
      reservedUntil: null,
    });
    expect(applyReservation(reserved, update('sold', 'a', 1))).toMatchObject({ status: 'sold', soldAt });
  });
});

describe('reservation updates', () => {
  it('reserve, release and sell the ticket, each with its own version', () => {
    expect(after(update('reserved', 'a', 1))).toMatchObject({ status: 'reserved', orderId: 'a', version: 1 });
    expect(after(update('reserved', 'a', 1), update('released', 'a', 1))).toMatchObject({
      status: 'available',
      orderId: null,
      version: 2,
    });
    expect(after(update('reserved', 'a', 1), update('sold', 'a', 1))).toMatchObject({
      status: 'sold',
      orderId: 'a',
      version: 2,
    });
  });

  it('have no effect when repeated', () => {
    const held = after(update('reserved', 'a', 1));
    expect(applyReservation(held, update('reserved', 'a', 1))).toBeNull();
    const free = after(update('reserved', 'a', 1), update('released', 'a', 1));
    expect(applyReservation(free, update('released', 'a', 1))).toBeNull();
    expect(applyReservation(free, update('reserved', 'a', 1))).toBeNull();
  });

  it("never free another buyer's hold, in whatever order events of two orders arrive", () => {
    const first = [update('reserved', 'a', 1), update('released', 'a', 1)] as const;
    const second = update('reserved', 'b', 2);
    const orders = [
      [...first, second],
      [first[0], second, first[1]],
      [second, ...first],
    ];
    for (const inTurn of orders)
      expect(after(...inTurn)).toMatchObject({ status: 'reserved', orderId: 'b', reservation: 2 });
  });
});

describe('a listing whose seller has deleted the account', () => {
  it('is off sale with the next version', () =>
    expect(withdrawForGood(ticket())).toMatchObject({ status: 'withdrawn', isWithdrawn: true, version: 1 }));

  it('that an order holds stays held, and its release does not relist it', () => {
    const held = withdrawForGood(after(update('reserved', 'order', 1))) as Ticket;
    expect(held).toMatchObject({ status: 'reserved', isWithdrawn: true, version: 2 });
    expect(applyReservation(held, update('released', 'order', 1))).toMatchObject({ status: 'withdrawn' });
    expect(applyReservation(held, update('sold', 'order', 1))).toMatchObject({ status: 'sold' });
  });

  it.each([
    ['withdrawn', { status: 'withdrawn' as const, isWithdrawn: true }],
    ['sold', { status: 'sold' as const, orderId: 'order' }],
  ])('that is %s stays as it is', (_name, given) => expect(withdrawForGood(ticket(given))).toBeNull());
});
