import { describe, expect, it } from '@jest/globals';
import { applyReservation, edit, noDetails, type ReservationUpdate, relist, type Ticket, withdraw } from './ticket.ts';

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
    const dated = ticket({ startsAt: new Date(5), venue: 'Arena' });
    expect(edit(dated, { startsAt: new Date(5) })).toBeNull();
    expect(edit(dated, { startsAt: new Date(6) })).toMatchObject({ venue: 'Arena', startsAt: new Date(6), version: 1 });
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
