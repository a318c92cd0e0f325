import type { EventByTopic } from './generated/events.ts';

/** An event topic: `<owner>.<aggregate>.<what happened>.v<n>`. */
export type Topic = keyof EventByTopic;
export const services = [
  'auth',
  'tickets',
  'catalog',
  'orders',
  'bookings',
  'payments',
  'expiration',
  'notifications',
  'ops',
] as const;
export type Service = (typeof services)[number];

/** Services on PostgreSQL: Debezium relays their outboxes, each through a slot and a connector of its own. */
export const postgresServices = ['orders', 'bookings'] as const satisfies readonly Service[];
export type PostgresService = (typeof postgresServices)[number];

/** Services on MongoDB, each with a database of its name. */
export const mongoServices = [
  'auth',
  'tickets',
  'catalog',
  'payments',
  'notifications',
  'ops',
] as const satisfies readonly Service[];

/** Services on MongoDB that have an outbox, which a relay of this repository publishes. */
export const mongoOutboxServices = ['auth', 'tickets', 'catalog', 'payments'] as const satisfies readonly Service[];

/** Returns the name of Debezium's replication slot for a service, and of the publication that it reads from there. */
export const slotNameOf = (service: PostgresService): string => `${service}_outbox`;

/** A catalogue entry: owner, key, consumers and retention of a topic. */
export interface TopicSpec {
  owner: Service;
  /** The event field used as Kafka key; events with the same key stay in order within the topic. */
  keyField: string;
  /** The aggregate that `version` counts; topics of one aggregate share one sequence. Absent for unversioned topics. */
  aggregate?: 'user' | 'contact' | 'ticket' | 'order' | 'performance';
  /**
   * The topic of the next generation, where the owner publishes the same events, too (docs/evolving-events.md). A group that
   * reads both applies an event from there.
   */
  successor?: Topic;
  /** Consumer groups, named after their service. */
  consumers: readonly Service[];
  partitions: number;
  /** Milliseconds; −1 keeps messages forever, so that a new consumer can start at version 0. */
  retentionMs: number;
}

/** Retention of topics that operators inspect but that no new consumer starts from. */
export const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;
const forever = { partitions: 3, retentionMs: -1 } as const;
/** Commands of a saga and their answers: once it is over, nobody reads them again. */
const request = { keyField: 'sagaId', partitions: 3, retentionMs: thirtyDaysMs } as const;
/** An organiser's request and its answer; an order's stay in order. */
const refundRequest = { ...request, keyField: 'orderId' } as const;
const everyApi = ['tickets', 'orders', 'payments', 'catalog', 'bookings', 'ops'] as const;

/** Every event topic of the system. */
export const topics: { readonly [T in Topic]: TopicSpec & { keyField: keyof EventByTopic[T] } } = {
  'auth.user.created.v1': { owner: 'auth', keyField: 'id', aggregate: 'user', consumers: [], ...forever },
  'auth.user.deleted.v1': {
    owner: 'auth',
    keyField: 'id',
    consumers: ['tickets', 'catalog', 'bookings', 'notifications'],
    ...forever,
  },
  'auth.contact.changed.v1': {
    owner: 'auth',
    keyField: 'id',
    aggregate: 'contact',
    consumers: ['notifications'],
    ...forever,
  },
  'auth.mail.requested.v1': {
    owner: 'auth',
    keyField: 'userId',
    consumers: ['notifications'],
    partitions: 3,
    retentionMs: thirtyDaysMs,
  },
  'auth.session.revoked.v1': { owner: 'auth', keyField: 'sid', consumers: everyApi, ...forever },
  'tickets.ticket.created.v1': {
    owner: 'tickets',
    keyField: 'id',
    aggregate: 'ticket',
    consumers: ['orders', 'notifications'],
    ...forever,
  },
  'tickets.ticket.updated.v1': {
    owner: 'tickets',
    keyField: 'id',
    aggregate: 'ticket',
    consumers: ['orders', 'notifications'],
    ...forever,
  },
  'catalog.performance.published.v1': {
    owner: 'catalog',
    keyField: 'id',
    aggregate: 'performance',
    consumers: ['orders', 'bookings'],
    ...forever,
  },
  'catalog.performance.updated.v1': {
    owner: 'catalog',
    keyField: 'id',
    aggregate: 'performance',
    consumers: ['orders', 'bookings'],
    ...forever,
  },
  'orders.order.created.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    successor: 'orders.order.created.v2',
    consumers: ['tickets', 'payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.cancelled.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    successor: 'orders.order.cancelled.v2',
    consumers: ['tickets', 'payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.completed.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    successor: 'orders.order.completed.v2',
    consumers: ['tickets', 'payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.created.v2': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.cancelled.v2': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.completed.v2': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['payments', 'expiration', 'notifications'],
    ...forever,
  },
  'orders.order.reduced.v2': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['payments', 'expiration', 'notifications'],
    ...forever,
  },
  'catalog.refund.requested.v1': { owner: 'catalog', consumers: ['orders'], ...refundRequest },
  'orders.refund.answered.v1': { owner: 'orders', consumers: ['catalog'], ...refundRequest },
  'bookings.seats.requested.v1': { owner: 'bookings', consumers: ['orders'], ...request },
  'bookings.release.requested.v1': { owner: 'bookings', consumers: ['orders'], ...request },
  'bookings.payment.requested.v1': { owner: 'bookings', consumers: ['orders'], ...request },
  'bookings.entry.requested.v1': { owner: 'bookings', consumers: ['catalog'], ...request },
  'bookings.withdrawal.requested.v1': { owner: 'bookings', consumers: ['catalog'], ...request },
  'bookings.issue.requested.v1': { owner: 'bookings', consumers: ['catalog'], ...request },
  'bookings.sales.requested.v1': { owner: 'bookings', consumers: ['orders'], ...request },
  'bookings.endings.requested.v1': { owner: 'bookings', consumers: ['orders'], ...request },
  'bookings.refunds.requested.v1': { owner: 'bookings', consumers: ['payments'], ...request },
  'bookings.notices.requested.v1': { owner: 'bookings', consumers: ['notifications'], ...request },
  'orders.booking.answered.v1': { owner: 'orders', consumers: ['bookings'], ...request },
  'catalog.booking.answered.v1': { owner: 'catalog', consumers: ['bookings'], ...request },
  'orders.cancellation.answered.v1': { owner: 'orders', consumers: ['bookings'], ...request },
  'payments.cancellation.answered.v1': { owner: 'payments', consumers: ['bookings'], ...request },
  'notifications.cancellation.answered.v1': { owner: 'notifications', consumers: ['bookings'], ...request },
  'expiration.expiration.complete.v1': { owner: 'expiration', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.started.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.failed.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.created.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.refunded.v1': {
    owner: 'payments',
    keyField: 'orderId',
    consumers: ['orders', 'notifications'],
    ...forever,
  },
  'ops.replay.reported.v1': {
    owner: 'ops',
    keyField: 'replayId',
    consumers: ['ops'],
    partitions: 1,
    retentionMs: thirtyDaysMs,
  },
};

/** All event topics. */
export const topicNames = Object.keys(topics) as Topic[];
/** Whether a name is an event topic; false for raw, retry and dead-letter topics. */
export const isTopic = (name: string): name is Topic => Object.hasOwn(topics, name);

/** Returns the Kafka key of an event. */
export const keyOf = <T extends Topic>(topic: T, event: EventByTopic[T]): string =>
  String(event[topics[topic].keyField]);

/** Returns the generation of a topic, from 1: the number after `.v`. A generation has one sequence of versions per aggregate. */
export const generationOf = (topic: Topic): number => Number(topic.slice(topic.lastIndexOf('.v') + 2));

/** Returns the topics that a consumer group reads. */
export const topicsConsumedBy = (group: Service): Topic[] =>
  topicNames.filter((topic) => topics[topic].consumers.includes(group));

/** Returns the topics that a service owns. */
export const topicsOwnedBy = (owner: Service): Topic[] => topicNames.filter((topic) => topics[topic].owner === owner);

/**
 * Returns whether Debezium reads the topic's events from the PostgreSQL outbox; they pass through `<topic>.raw` first.
 */
export const relayedThroughRaw = (topic: Topic): boolean =>
  postgresServices.some((service) => service === topics[topic].owner);

/** Consumer group of the raw relay, and the group name of every relay's retry and dead-letter topics. */
export const relayGroup = 'outbox-worker';

/** A group that processes messages and may fail to. */
export type Group = Service | typeof relayGroup;

/** Returns the groups that can fail to process an event of the topic: its consumers and the relay that publishes it. */
export const groupsOf = (topic: Topic): Group[] =>
  relayPublishes(topic) ? [...topics[topic].consumers, relayGroup] : [...topics[topic].consumers];

/**
 * Their events are published directly; every other event passes through an outbox. Notifications only answers questions, which are
 * asked again when the answer is lost.
 */
const directPublishers: readonly Service[] = ['expiration', 'notifications', 'ops'];
const relayPublishes = (topic: Topic): boolean => !publishesDirectly(topics[topic].owner);

/** Whether a service publishes without an outbox. */
export const publishesDirectly = (owner: Service): boolean => directPublishers.includes(owner);

/** Returns the registry's subject of a topic's values (Confluent's TopicNameStrategy). */
export const subjectOf = (topic: Topic): string => `${topic}-value`;

/** Returns the topic to which Debezium writes the rows of a PostgreSQL outbox. */
export const rawTopicOf = (topic: Topic): string => `${topic}.raw`;

/** Returns the event topic of a raw topic; undefined for any other topic. */
export const topicOfRaw = (rawTopic: string): Topic | undefined => {
  const topic = rawTopic.replace(/\.raw$/, '');
  return isTopic(topic) && rawTopicOf(topic) === rawTopic ? topic : undefined;
};
