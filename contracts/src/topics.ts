import type { EventByTopic } from './generated/events.ts';

/** A topic that carries events: `<owner>.<aggregate>.<what happened>.v<n>`. */
export type Topic = keyof EventByTopic;
export type Service = 'auth' | 'tickets' | 'orders' | 'payments' | 'expiration' | 'ops';

/** One line of the catalogue: who writes the topic, how it is keyed, who reads it, how it is kept. */
export interface TopicSpec {
  owner: Service;
  /** Field of the event that is the Kafka key; events of one key keep their order within the topic. */
  keyField: string;
  /** What the `version` field counts; topics of one aggregate share one sequence. Unversioned topics have none. */
  aggregate?: 'user' | 'ticket' | 'order';
  /** Consumer groups, named after their service. */
  consumers: readonly Service[];
  partitions: number;
  /** Milliseconds; −1 keeps messages without limit, so that a new consumer can start at version 0. */
  retentionMs: number;
}

/** For what people look into, not what a new consumer starts from. */
export const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;
const forever = { partitions: 3, retentionMs: -1 } as const;
const everyApi = ['tickets', 'orders', 'payments', 'ops'] as const;

/** Every event topic of the system. */
export const topics: { readonly [T in Topic]: TopicSpec & { keyField: keyof EventByTopic[T] } } = {
  'auth.user.created.v1': { owner: 'auth', keyField: 'id', aggregate: 'user', consumers: [], ...forever },
  'auth.session.revoked.v1': { owner: 'auth', keyField: 'sid', consumers: everyApi, ...forever },
  'tickets.ticket.created.v1': {
    owner: 'tickets',
    keyField: 'id',
    aggregate: 'ticket',
    consumers: ['orders'],
    ...forever,
  },
  'tickets.ticket.updated.v1': {
    owner: 'tickets',
    keyField: 'id',
    aggregate: 'ticket',
    consumers: ['orders'],
    ...forever,
  },
  'orders.order.created.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['tickets', 'payments', 'expiration'],
    ...forever,
  },
  'orders.order.cancelled.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['tickets', 'payments', 'expiration'],
    ...forever,
  },
  'orders.order.completed.v1': {
    owner: 'orders',
    keyField: 'id',
    aggregate: 'order',
    consumers: ['tickets', 'payments', 'expiration'],
    ...forever,
  },
  'expiration.expiration.complete.v1': { owner: 'expiration', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.started.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.failed.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.created.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'payments.payment.refunded.v1': { owner: 'payments', keyField: 'orderId', consumers: ['orders'], ...forever },
  'ops.replay.reported.v1': {
    owner: 'ops',
    keyField: 'replayId',
    consumers: ['ops'],
    partitions: 1,
    retentionMs: thirtyDaysMs,
  },
};

export const topicNames = Object.keys(topics) as Topic[];
export const isTopic = (name: string): name is Topic => Object.hasOwn(topics, name);

/** Kafka key of an event on its topic. */
export const keyOf = <T extends Topic>(topic: T, event: EventByTopic[T]): string =>
  String(event[topics[topic].keyField]);

/** Topics that a consumer group reads. */
export const topicsConsumedBy = (group: Service): Topic[] =>
  topicNames.filter((topic) => topics[topic].consumers.includes(group));

/** Topics that a service writes. */
export const topicsOwnedBy = (owner: Service): Topic[] => topicNames.filter((topic) => topics[topic].owner === owner);

/** Topics whose events Debezium reads from the PostgreSQL outbox; they pass through `<topic>.raw` first. */
export const relayedThroughRaw = (topic: Topic): boolean => topics[topic].owner === 'orders';

/** Consumer group of the raw relay, and the name that retry and dead-letter topics of all relays carry. */
export const relayGroup = 'outbox-worker';

/** Who takes messages, and so may fail at one. */
export type Group = Service | typeof relayGroup;

/** Groups that can fail at an event of the topic: those that read it, and the relay that publishes it. */
export const groupsOf = (topic: Topic): Group[] =>
  relayPublishes(topic) ? [...topics[topic].consumers, relayGroup] : [...topics[topic].consumers];

/** Reports about replays are published at once by whoever replayed; everything else passes through an outbox. */
const relayPublishes = (topic: Topic): boolean => topics[topic].owner !== 'ops' && topics[topic].owner !== 'expiration';
export const subjectOf = (topic: Topic): string => `${topic}-value`;
export const rawTopicOf = (topic: Topic): string => `${topic}.raw`;
export const topicOfRaw = (rawTopic: string): Topic | undefined => {
  const topic = rawTopic.replace(/\.raw$/, '');
  return isTopic(topic) && rawTopicOf(topic) === rawTopic ? topic : undefined;
};
