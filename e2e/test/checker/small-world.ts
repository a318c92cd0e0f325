import { ticketCreated } from '@ticketing/testing/ticket-event';
import { expirationEventId } from '../../src/checker/expiration-event-id.ts';
import { deliver, emptyWorld, find, minutesFromNow, publish, type World } from './world.ts';

export * from './world.ts';

const userId = 'buyer';
const priceMinor = 2500;
const currency = 'USD';

export function listTicket(world: World, id: string): void {
  const ticket = { id, userId: 'seller', title: 'Row 12', priceMinor, currency };
  world.tickets.push({ ...ticket, version: 0, status: 'available', orderId: null, reservation: 0, isWithdrawn: false });
  world.listings.push({ ...ticket, reservation: 0, isWithdrawn: false });
  publish(world, 'tickets.ticket.created.v1', ticketCreated({ id, title: 'Row 12', price: priceMinor, currency }));
}

function changeTicket(world: World, ticketId: string, status: string, orderId: string | null): void {
  const ticket = find(world.tickets, ticketId);
  ticket.version += 1;
  ticket.status = status;
  ticket.orderId = orderId;
  const { id, title, userId: sellerId, version } = ticket;
  const listing = { id, title, price: priceMinor, currency, userId: sellerId, version, status };
  const event = { ...listing, isWithdrawn: false, startsAt: null, saleEndsAt: null, orderId };
  publish(world, 'tickets.ticket.updated.v1', event);
}

export function reserve(world: World, id: string, ticketId: string, expiresAt = minutesFromNow(10)): void {
  const reservation = find(world.listings, ticketId).reservation + 1;
  find(world.listings, ticketId).reservation = reservation;
  find(world.tickets, ticketId).reservation = reservation;
  const order = { id, userId, priceMinor, currency, status: 'created' };
  world.orders.push({
    ...order,
    ticketId,
    party: null,
    reservation,
    version: 0,
    expiresAt,
    paymentId: null,
    refundAmountMinor: null,
    sagaId: null,
    reductions: [],
  });
  world.payableOrders.push({ ...order });
  publish(world, 'orders.order.created.v1', {
    id,
    status: 'created',
    userId,
    expiresAt: expiresAt.getTime(),
    ticket: { id: ticketId, title: 'Row 12', price: priceMinor, currency },
    reservation,
    isPublishedAsV2: false,
    version: 0,
  });
  changeTicket(world, ticketId, 'reserved', id);
}

function ofTicket({ id, ticketId, reservation }: World['orders'][number]) {
  if (ticketId === null || reservation === null) throw new Error(`${id} is not of a ticket`);
  return { ticketId, reservation };
}

const performanceId = 'quartets';
const floor = { performanceId, sectionId: 'floor', seatId: null };
const seat = (number: number) => ({ performanceId, sectionId: 'stalls', seatId: `stalls:A:${number}` });

/** Reserves places of a performance, which may then be cancelled. */
export function reserveParty(world: World, id: string, places: (typeof floor | ReturnType<typeof seat>)[]): void {
  const total = places.length * priceMinor;
  const order = { id, userId, priceMinor: total, currency, status: 'created' };
  const party = { performanceId, places: places.map((place) => ({ ...place, priceMinor })) };
  const ends = { version: 0, expiresAt: minutesFromNow(10), paymentId: null, refundAmountMinor: null, sagaId: null };
  const history = { reductions: [] };
  world.orders.push({ ...order, ...ends, ...history, ticketId: null, reservation: null, party });
  world.payableOrders.push({ ...order });
  for (const { seatId } of places)
    if (seatId) world.orderSeats.push({ orderId: id, performanceId, seatId, isLive: true });
  const [area] = world.standingAreas;
  if (area) area.taken += places.filter(({ seatId }) => seatId === null).length;
  publish(world, 'orders.order.created.v2', {
    ...{
      id,
      status: 'created',
      userId,
      title: 'Quartets',
      total,
      currency,
      reservation: null,
      isOffer: false,
      version: 0,
    },
    expiresAt: ends.expiresAt.getTime(),
    items: places.map((place) => ({ ...itemOf(place), label: 'Place', price: priceMinor })),
  });
}

const itemOf = (place: typeof floor | ReturnType<typeof seat>) => ({
  ...place,
  kind: place.seatId === null ? 'standing' : 'seat',
  ticketId: null,
});

/** Takes a place from a party whose charge was of all of them; with the request of an organiser, the refund of its price. */
export function refundPlace(world: World, id: string, place: typeof floor | ReturnType<typeof seat>): void {
  const order = find(world.orders, id);
  const left = (order.party?.places ?? []).filter(({ seatId }) => seatId !== place.seatId);
  const version = order.version + 1;
  const requestId = `request-${id}`;
  Object.assign(order, { version, priceMinor: left.length * priceMinor, reductions: [{ requestId }] });
  if (order.party) order.party.places = left;
  find(world.payableOrders, id).priceMinor = order.priceMinor;
  for (const row of world.orderSeats) if (row.orderId === id && row.seatId === place.seatId) row.isLive = false;
  world.refundRequests.push({ id: requestId, orderId: id, state: 'refunded' });
  publish(world, 'catalog.refund.requested.v1', {
    ...{ id: requestId, performanceId, orderId: id, isWhole: false, standing: null },
    seatIds: place.seatId === null ? [] : [place.seatId],
  });
  publish(world, 'orders.refund.answered.v1', {
    ...{ id: requestId, orderId: id, outcome: 'refunded', reason: null, amount: priceMinor, currency },
  });
  const { ticketId: _, ...item } = itemOf(place);
  publish(world, 'orders.order.reduced.v2', {
    ...{ id, version, requestId, currency, reason: 'refunded', total: order.priceMinor },
    items: left.map(({ seatId, sectionId }) => ({ performanceId, seatId, sectionId, kind: item.kind })),
    returned: [{ ...item, label: 'Place', price: priceMinor }],
  });
  const payment = find(world.payments, `pay-${id}`);
  payment.refunds = [{ number: 1, state: 'done', amountMinor: priceMinor }];
  find(world.ledger?.charges ?? [], `ch-${id}`).amountRefundedMinor = priceMinor;
  order.refundAmountMinor = priceMinor;
  const refunded = { id: payment.id, orderId: id, amount: priceMinor, currency, reason: 'places_returned', number: 1 };
  publish(world, 'payments.payment.refunded.v1', refunded);
}

/** Charges and completes a party. */
function payParty(world: World, id: string): void {
  const order = find(world.orders, id);
  charge(world, id, order.priceMinor);
  Object.assign(order, { status: 'complete', version: 1, paymentId: `pay-${id}` });
  find(world.payableOrders, id).status = 'complete';
  publish(world, 'orders.order.completed.v2', {
    ...{ id, reservation: null, paymentId: `pay-${id}`, version: 1 },
    items: (order.party?.places ?? []).map(({ seatId, sectionId }) => ({
      ...{ performanceId, seatId, sectionId, ticketId: null, kind: seatId === null ? 'standing' : 'seat' },
    })),
  });
}

export function cancelParty(world: World, id: string): void {
  const order = find(world.orders, id);
  Object.assign(order, { status: 'cancelled', version: 1 });
  find(world.payableOrders, id).status = 'cancelled';
  for (const row of world.orderSeats) if (row.orderId === id) row.isLive = false;
  publish(world, 'orders.order.cancelled.v2', { id, items: [], reservation: null, reason: 'buyer', version: 1 });
}

/** Charges the order; `complete` and `refund` add the outcome. */
export function charge(world: World, orderId: string, amountMinor = priceMinor): void {
  const [paymentId, stripeId, chargeId] = [`pay-${orderId}`, `pi-${orderId}`, `ch-${orderId}`];
  const amount = { amountMinor, currency };
  world.payments.push({ ...amount, id: paymentId, orderId, attempt: 1, state: 'succeeded', stripeId, refunds: [] });
  world.ledger?.intents.push({ id: stripeId, orderId });
  world.ledger?.charges.push({
    id: chargeId,
    intentId: stripeId,
    status: 'succeeded',
    amountMinor,
    amountRefundedMinor: 0,
    currency: 'usd',
  });
  publish(world, 'payments.payment.started.v1', { orderId, attempt: 1, waitedMs: 0 });
  publish(world, 'payments.payment.created.v1', { id: paymentId, orderId, stripeId });
}

export function complete(world: World, orderId: string): void {
  const paymentId = `pay-${orderId}`;
  const order = find(world.orders, orderId);
  Object.assign(order, { status: 'complete', version: 1, paymentId });
  find(world.payableOrders, orderId).status = 'complete';
  const { ticketId, reservation } = ofTicket(order);
  const event = { id: orderId, ticket: { id: ticketId }, reservation, isPublishedAsV2: false, paymentId, version: 1 };
  publish(world, 'orders.order.completed.v1', event);
  changeTicket(world, ticketId, 'sold', orderId);
}

export function cancel(world: World, orderId: string, reason = 'buyer'): void {
  const order = find(world.orders, orderId);
  Object.assign(order, { status: 'cancelled', version: 1 });
  find(world.payableOrders, orderId).status = 'cancelled';
  const { ticketId, reservation } = ofTicket(order);
  publish(world, 'orders.order.cancelled.v1', {
    id: orderId,
    ticket: { id: ticketId },
    reservation,
    isPublishedAsV2: false,
    reason,
    version: 1,
  });
  changeTicket(world, ticketId, 'available', null);
}

export function refund(world: World, orderId: string): void {
  const payment = find(world.payments, `pay-${orderId}`);
  payment.refunds = [{ number: 1, state: 'done', amountMinor: priceMinor }];
  find(world.ledger?.charges ?? [], `ch-${orderId}`).amountRefundedMinor = priceMinor;
  find(world.orders, orderId).refundAmountMinor = priceMinor;
  const event = { id: payment.id, orderId, amount: priceMinor, currency, reason: 'order_cancelled', number: 1 };
  publish(world, 'payments.payment.refunded.v1', event);
}

/**
 * A small system in which every invariant holds: a ticket that was freed by an expired order and by an order that was paid
 * too late, one that is reserved, one that is sold; and parties: one that has left, one that is seated, one that stands, one that
 * was paid and had a seat refunded.
 */
export function smallWorld(): World {
  const world = emptyWorld();
  world.users.push({ id: userId, version: 0 });
  publish(world, 'auth.user.created.v1', { id: userId, version: 0 });
  for (const id of ['freed', 'reserved', 'sold']) listTicket(world, id);

  reserve(world, 'order-expired', 'freed', minutesFromNow(-5));
  deliver(world, 'expiration.expiration.complete.v1', { orderId: 'order-expired' }, expirationEventId('order-expired'));
  cancel(world, 'order-expired', 'expired');
  reserve(world, 'order-refunded', 'freed');
  cancel(world, 'order-refunded');
  charge(world, 'order-refunded');
  refund(world, 'order-refunded');

  reserve(world, 'order-reserved', 'reserved');

  reserve(world, 'order-sold', 'sold');
  charge(world, 'order-sold');
  complete(world, 'order-sold');

  world.standingAreas.push({ performanceId, sectionId: 'floor', quota: 3, taken: 0 });
  reserveParty(world, 'party-gone', [seat(1), seat(2)]);
  cancelParty(world, 'party-gone');
  reserveParty(world, 'party-seated', [seat(2), seat(3)]);
  reserveParty(world, 'party-standing', [floor, floor]);
  reserveParty(world, 'party-reduced', [seat(4), seat(5)]);
  payParty(world, 'party-reduced');
  refundPlace(world, 'party-reduced', seat(5));
  return world;
}
