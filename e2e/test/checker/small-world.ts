import { randomUUID } from 'node:crypto';
import { type EventByTopic, keyOf, schemaByTopic, type Topic, topicNames, topics } from '@ticketing/contracts';
import { expirationEventId } from '../../src/checker/expiration-event-id.ts';
import { isInboxService } from '../../src/checker/facts.ts';
import {
  type ConsumerState,
  type EventMessage,
  type InboxService,
  inboxServices,
  type Observation,
  type OutboxService,
} from '../../src/checker/observation.ts';

/** An observation in which tests can plant faults. */
export interface World extends Observation {
  consumers: Record<InboxService, ConsumerState & { inbox: Set<string>; streams: Map<string, number> }>;
  revokedSessions: Record<OutboxService, Set<string>>;
}

export const now = new Date('2026-11-23T12:00:00Z');
const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

export const emptyWorld = (): World => ({
  users: [],
  tickets: [],
  orders: [],
  listings: [],
  payments: [],
  payableOrders: [],
  outbox: [],
  deadRows: [],
  consumers: {
    orders: { inbox: new Set(), streams: new Map(), parked: [] },
    tickets: { inbox: new Set(), streams: new Map(), parked: [] },
    payments: { inbox: new Set(), streams: new Map(), parked: [] },
  },
  revokedSessions: { auth: new Set(), tickets: new Set(), orders: new Set(), payments: new Set() },
  events: [],
  deadLetters: [],
  positions: topicNames.flatMap((topic) =>
    topics[topic].consumers.map((group) => ({ group, topic, partition: 0, committed: 0, end: 0 })),
  ),
  slot: { isActive: true, lagBytes: 300, unconfirmedRows: 0 },
  ledger: { intents: [], charges: [] },
});

const counters = new WeakMap<World, Map<string, number>>();

/** Counts up from 0, by name. */
function next(world: World, name: string): number {
  const counts = counters.get(world) ?? new Map<string, number>();
  counters.set(world, counts);
  const value = counts.get(name) ?? 0;
  counts.set(name, value + 1);
  return value;
}

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** Puts an event on its topic, and lets every consumer group handle it. */
export function deliver<T extends Topic>(
  world: World,
  topic: T,
  event: EventByTopic[T],
  eventId: string,
): EventMessage<T> {
  const message: EventMessage<T> = {
    topic,
    partition: 0,
    offset: next(world, topic),
    key: keyOf(topic, event),
    headers: { eventId, eventType: schemaByTopic[topic].name, traceparent },
    timestampMs: now.getTime() - 60_000,
    eventId,
    event,
  };
  world.events.push(message as EventMessage);
  for (const position of world.positions.filter((of) => of.topic === topic)) {
    position.end += 1;
    position.committed += 1;
  }
  const { aggregate, consumers } = topics[topic];
  for (const consumer of consumers.filter(isInboxService)) {
    world.consumers[consumer].inbox.add(eventId);
    if (aggregate && 'version' in event && 'id' in event)
      world.consumers[consumer].streams.set(`${aggregate}:${event.id}`, event.version);
  }
  return message;
}

/** Writes an outbox row and delivers it. */
export function publish<T extends Topic>(world: World, topic: T, event: EventByTopic[T]): string {
  const eventId = randomUUID();
  const service = topics[topic].owner as OutboxService;
  const aggregateId = `${topics[topic].aggregate ?? 'order'}:${keyOf(topic, event)}`;
  const sequence = next(world, `${service} ${aggregateId}`);
  world.outbox.push({
    service,
    eventId,
    topic,
    key: keyOf(topic, event),
    payload: event,
    createdAt: minutesFromNow(-1),
    state: service === 'orders' ? null : 'published',
    position: service === 'orders' ? null : { aggregateId, sequence },
  });
  deliver(world, topic, event, eventId);
  return eventId;
}

const userId = 'buyer';
const priceMinor = 2500;
const currency = 'USD';

export function listTicket(world: World, id: string): void {
  const ticket = { id, userId: 'seller', title: 'Row 12', priceMinor, currency };
  world.tickets.push({ ...ticket, version: 0, status: 'available', orderId: null, reservation: 0 });
  world.listings.push({ ...ticket, reservation: 0 });
  const event = { id, title: 'Row 12', price: priceMinor, currency, userId: 'seller', version: 0, status: 'available' };
  publish(world, 'tickets.ticket.created.v1', event);
}

function changeTicket(world: World, ticketId: string, status: string, orderId: string | null): void {
  const ticket = find(world.tickets, ticketId);
  ticket.version += 1;
  ticket.status = status;
  ticket.orderId = orderId;
  const { id, title, userId: sellerId, version } = ticket;
  const event = { id, title, price: priceMinor, currency, userId: sellerId, version, status, orderId };
  publish(world, 'tickets.ticket.updated.v1', event);
}

export const find = <Row extends { id: string }>(rows: Row[], id: string): Row => {
  const row = rows.findLast((candidate) => candidate.id === id);
  if (!row) throw new Error(`no ${id} in this world`);
  return row;
};

export function reserve(world: World, id: string, ticketId: string, expiresAt = minutesFromNow(10)): void {
  const reservation = find(world.listings, ticketId).reservation + 1;
  find(world.listings, ticketId).reservation = reservation;
  find(world.tickets, ticketId).reservation = reservation;
  const order = { id, userId, priceMinor, currency, status: 'created' };
  world.orders.push({
    ...order,
    ticketId,
    reservation,
    version: 0,
    expiresAt,
    paymentId: null,
    refundAmountMinor: null,
  });
  world.payableOrders.push({ ...order });
  publish(world, 'orders.order.created.v1', {
    id,
    status: 'created',
    userId,
    expiresAt: expiresAt.getTime(),
    ticket: { id: ticketId, title: 'Row 12', price: priceMinor, currency },
    reservation,
    version: 0,
  });
  changeTicket(world, ticketId, 'reserved', id);
}

/** Charges the order; what follows for it, `complete` and `refund` say. */
export function charge(world: World, orderId: string): void {
  const [paymentId, stripeId, chargeId] = [`pay-${orderId}`, `pi-${orderId}`, `ch-${orderId}`];
  const amount = { amountMinor: priceMinor, currency };
  world.payments.push({ ...amount, id: paymentId, orderId, attempt: 1, state: 'succeeded', stripeId, refund: null });
  world.ledger?.intents.push({ id: stripeId, orderId });
  world.ledger?.charges.push({
    id: chargeId,
    intentId: stripeId,
    status: 'succeeded',
    amountMinor: priceMinor,
    amountRefundedMinor: 0,
    currency: 'usd',
  });
  publish(world, 'payments.payment.started.v1', { orderId, attempt: 1 });
  publish(world, 'payments.payment.created.v1', { id: paymentId, orderId, stripeId });
}

export function complete(world: World, orderId: string): void {
  const paymentId = `pay-${orderId}`;
  const order = find(world.orders, orderId);
  Object.assign(order, { status: 'complete', version: 1, paymentId });
  find(world.payableOrders, orderId).status = 'complete';
  const { ticketId, reservation } = order;
  const event = { id: orderId, ticket: { id: ticketId }, reservation, paymentId, version: 1 };
  publish(world, 'orders.order.completed.v1', event);
  changeTicket(world, ticketId, 'sold', orderId);
}

export function cancel(world: World, orderId: string, reason = 'buyer'): void {
  const order = find(world.orders, orderId);
  Object.assign(order, { status: 'cancelled', version: 1 });
  find(world.payableOrders, orderId).status = 'cancelled';
  const { ticketId, reservation } = order;
  publish(world, 'orders.order.cancelled.v1', {
    id: orderId,
    ticket: { id: ticketId },
    reservation,
    reason,
    version: 1,
  });
  changeTicket(world, ticketId, 'available', null);
}

export function refund(world: World, orderId: string): void {
  const payment = find(world.payments, `pay-${orderId}`);
  payment.refund = { state: 'done' };
  find(world.ledger?.charges ?? [], `ch-${orderId}`).amountRefundedMinor = priceMinor;
  find(world.orders, orderId).refundAmountMinor = priceMinor;
  const event = { id: payment.id, orderId, amount: priceMinor, currency, reason: 'order_cancelled' };
  publish(world, 'payments.payment.refunded.v1', event);
}

/**
 * A small system in which every invariant holds: a ticket that was freed by an expired order and by one that was paid too
 * late, one that is reserved, one that is sold.
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
  return world;
}

/** The first message of a topic, about one key. */
export function messageOn<T extends Topic>(world: World, topic: T, key: string): EventMessage<T> {
  const found = world.events.find((message) => message.topic === topic && message.key === key);
  if (!found) throw new Error(`no message of ${key} on ${topic}`);
  return found as EventMessage<T>;
}

/** Takes an event back from every consumer's inbox. */
export function forget(world: World, eventId: string, consumers: readonly InboxService[] = inboxServices): void {
  for (const consumer of consumers) world.consumers[consumer].inbox.delete(eventId);
}
