import type { Grant } from '@ticketing/common/kafka';
import {
  deadLetterTopicNames,
  deadLetterTopicOf,
  type Group,
  groupsOf,
  postgresServices,
  publishesDirectly,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  retryTopicsOf,
  type Service,
  type Topic,
  topicNames,
  topicsConsumedBy,
  topicsOwnedBy,
} from '@ticketing/contracts';

/** The users of the brokers: every service, the relays, and Kafka Connect with Debezium's connectors. */
export const kafkaUsers = [
  'auth',
  'tickets',
  'catalog',
  'orders',
  'bookings',
  'payments',
  'expiration',
  'notifications',
  'ops',
  relayGroup,
  'connect',
] as const satisfies readonly (Service | typeof relayGroup | 'connect')[];
export type KafkaUser = (typeof kafkaUsers)[number];

const topic = (name: string, ...operations: Grant['operation'][]): Grant[] =>
  operations.map((operation) => ({ resource: 'topic', name, operation }));
/** Groups whose names begin so. */
const groups = (name: string, ...operations: Grant['operation'][]): Grant[] =>
  operations.map((operation) => ({ resource: 'group', name, isPrefix: true, operation }));
/** A group reads ranges of topics under a temporary name, which it then deletes. */
const temporaryGroups = (name: string): Grant[] => groups(name, 'read', 'delete');

/** A failed message of a group goes to its retry topics, which the group reads, and to its dead letters. */
const failuresOf = (of: Topic, group: Group): Grant[] => [
  ...retryTopicsOf(of, group).flatMap((name) => topic(name, 'read', 'write')),
  ...topic(deadLetterTopicOf(of, group), 'write'),
];

const reportTopic = 'ops.replay.reported.v1' satisfies Topic;

function ofService(service: Service): Grant[] {
  const consumed = topicsConsumedBy(service);
  const owned = topicsOwnedBy(service);
  const publishes = publishesDirectly(service) ? ('write' as const) : ('read' as const);
  return [
    ...consumed.flatMap((name) => [...topic(name, 'read'), ...failuresOf(name, service)]),
    ...(consumed.length > 0 ? [...groups(service, 'read'), ...topic(reportTopic, 'write')] : []),
    // It compares its outbox with its topics, or publishes itself.
    ...owned.flatMap((name) => topic(name, publishes)),
    ...temporaryGroups(`check-${service}`),
    ...temporaryGroups(`reconcile-${service}`),
  ];
}

/** Relays publish every service's events, and read what Debezium has written and what operators replay. */
function ofRelays(): Grant[] {
  const relayed = topicNames.filter((name) => groupsOf(name).includes(relayGroup));
  return [
    ...relayed.flatMap((name) => [...topic(name, 'read', 'write'), ...failuresOf(name, relayGroup)]),
    ...relayed.filter(relayedThroughRaw).flatMap((name) => topic(rawTopicOf(name), 'read')),
    ...groups(relayGroup, 'read'),
    ...topic(reportTopic, 'write'),
    ...temporaryGroups('check-outbox'),
  ];
}

/** Ops reads dead letters and replays them, reads the events of an order, and watches all topics and groups. */
function ofOps(): Grant[] {
  return [
    ...ofService('ops'),
    ...[...topicNames, ...deadLetterTopicNames].flatMap((name) => topic(name, 'read')),
    ...temporaryGroups('ops-order'),
    ...topicNames.flatMap((name) =>
      groupsOf(name).flatMap((group) => retryTopicsOf(name, group).flatMap((retry) => topic(retry, 'write'))),
    ),
    ...topicNames.filter(relayedThroughRaw).flatMap((name) => topic(rawTopicOf(name), 'write')),
    { resource: 'topic', name: '', isPrefix: true, operation: 'describe' },
    { resource: 'group', name: '', isPrefix: true, operation: 'describe' },
  ];
}

/** Connect writes the rows of the outboxes, and keeps its own state in topics of its own. */
function ofConnect(): Grant[] {
  return [
    ...topicNames.filter(relayedThroughRaw).flatMap((name) => topic(rawTopicOf(name), 'write')),
    ...postgresServices.flatMap((service) => topic(`__debezium-heartbeat.${service}`, 'write')),
    ...(['read', 'write', 'create', 'describe configs'] as const).map(
      (operation): Grant => ({ resource: 'topic', name: '_connect_', isPrefix: true, operation }),
    ),
    ...groups('ticketing-connect', 'read'),
  ];
}

/** What a user may do, from the catalogue of topics: nothing else. */
export function grantsOf(user: KafkaUser): Grant[] {
  const of = { ops: ofOps, connect: ofConnect, [relayGroup]: ofRelays };
  const grants = user in of ? of[user as keyof typeof of]() : ofService(user as Service);
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
}
