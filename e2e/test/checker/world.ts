import { randomUUID } from 'node:crypto';
import {
  type EventByTopic,
  keyOf,
  relayedThroughRaw,
  schemaByTopic,
  type Topic,
  topicNames,
  topics,
} from '@ticketing/contracts';
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
export const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

export const emptyWorld = (): World => ({
  users: [],
  tickets: [],
  performances: [],
  orders: [],
  orderSeats: [],
  standingAreas: [],
  sagas: [],
  manifest: [],
  refundRequests: [],
  listings: [],
  payments: [],
  payableOrders: [],
  outbox: [],
  deadRows: [],
  consumers: {
    orders: { inbox: new Set(), streams: new Map(), parked: [] },
    bookings: { inbox: new Set(), streams: new Map(), parked: [] },
    tickets: { inbox: new Set(), streams: new Map(), parked: [] },
    catalog: { inbox: new Set(), streams: new Map(), parked: [] },
    payments: { inbox: new Set(), streams: new Map(), parked: [] },
    notifications: { inbox: new Set(), streams: new Map(), parked: [] },
  },
  revokedSessions: {
    auth: new Set(),
    tickets: new Set(),
    catalog: new Set(),
    orders: new Set(),
    bookings: new Set(),
    payments: new Set(),
  },
  events: [],
  deadLetters: [],
  positions: topicNames.flatMap((topic) =>
    topics[topic].consumers.map((group) => ({ group, topic, partition: 0, committed: 0, end: 0 })),
  ),
  slots: {
    orders: { isActive: true, lagBytes: 300, unconfirmedRows: 0 },
    bookings: { isActive: true, lagBytes: 300, unconfirmedRows: 0 },
  },
  ledger: { intents: [], charges: [] },
});

const counters = new WeakMap<World, Map<string, number>>();

/** A counter per name, from 0. */
function next(world: World, name: string): number {
  const counts = counters.get(world) ?? new Map<string, number>();
  counters.set(world, counts);
  const value = counts.get(name) ?? 0;
  counts.set(name, value + 1);
  return value;
}

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** Puts an event on its topic, and lets every consumer group process it. */
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
    state: relayedThroughRaw(topic) ? null : 'published',
    position: relayedThroughRaw(topic) ? null : { aggregateId, sequence },
  });
  deliver(world, topic, event, eventId);
  return eventId;
}

export const find = <Row extends { id: string }>(rows: Row[], id: string): Row => {
  const row = rows.findLast((candidate) => candidate.id === id);
  if (!row) throw new Error(`no ${id} in this world`);
  return row;
};

/** The first message of a topic with the given key. */
export function messageOn<T extends Topic>(world: World, topic: T, key: string): EventMessage<T> {
  const found = world.events.find((message) => message.topic === topic && message.key === key);
  if (!found) throw new Error(`no message of ${key} on ${topic}`);
  return found as EventMessage<T>;
}

/** Removes an event from every consumer's inbox. */
export function forget(world: World, eventId: string, consumers: readonly InboxService[] = inboxServices): void {
  for (const consumer of consumers) world.consumers[consumer].inbox.delete(eventId);
}
