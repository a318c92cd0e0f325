import type { Grant } from '@ticketing/common/kafka';
import {
  deadLetterTopicNames,
  deadLetterTopicOf,
  type Group,
  groupsOf,
  mongoOutboxServices,
  postgresServices,
  publishesDirectly,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  retryTopicsOf,
  type Service,
  services,
  type Topic,
  topicNames,
  topicsConsumedBy,
  topicsOwnedBy,
} from '@ticketing/contracts';

/** Which services' events each relay publishes: one for each database, or one for all of them, and the raw relay. */
const relaysOfMongo = {
  'relay-auth': ['auth'],
  'relay-tickets': ['tickets'],
  'relay-catalog': ['catalog'],
  'relay-payments': ['payments'],
  'relay-mongo': mongoOutboxServices,
} as const satisfies Record<string, readonly Service[]>;
type MongoRelay = keyof typeof relaysOfMongo;

/** The users of the brokers: each program has its own. */
export const kafkaUsers = [
  ...services,
  ...(Object.keys(relaysOfMongo) as MongoRelay[]),
  'relay-raw',
  'kafka-connect',
  'schema-registry',
  'kafka-ui',
] as const;
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

/** A program waits for all topics before it starts. */
const everyTopic: Grant = { resource: 'topic', name: '', isPrefix: true, operation: 'describe' };

function ofService(service: Service): Grant[] {
  const consumed = topicsConsumedBy(service);
  const owned = topicsOwnedBy(service);
  const publishes = publishesDirectly(service) ? ('write' as const) : ('read' as const);
  return [
    everyTopic,
    ...consumed.flatMap((name) => [...topic(name, 'read'), ...failuresOf(name, service)]),
    ...(consumed.length > 0 ? [...groups(service, 'read'), ...topic(reportTopic, 'write')] : []),
    // It compares its outbox with its topics, or publishes itself.
    ...owned.flatMap((name) => topic(name, publishes)),
    ...temporaryGroups(`check-${service}`),
    ...temporaryGroups(`reconcile-${service}`),
  ];
}

/** A relay publishes the events of its services, and reads its rows that operators replay. */
function ofMongoRelay(relay: MongoRelay): Grant[] {
  const sources: readonly Service[] = relaysOfMongo[relay];
  return [
    everyTopic,
    ...sources
      .flatMap(topicsOwnedBy)
      .flatMap((name) => [...topic(name, 'read', 'write'), ...failuresOf(name, relayGroup)]),
    ...sources.flatMap((source) => groups(`${relayGroup}.${source}`, 'read')),
    ...topic(reportTopic, 'write'),
    ...temporaryGroups('check-outbox'),
  ];
}

/** The raw relay publishes what Debezium has read from PostgreSQL. */
function ofRawRelay(): Grant[] {
  return [
    everyTopic,
    ...topicNames
      .filter(relayedThroughRaw)
      .flatMap((name) => [
        ...topic(name, 'write'),
        ...topic(rawTopicOf(name), 'read'),
        ...failuresOf(name, relayGroup),
      ]),
    { resource: 'group', name: relayGroup, operation: 'read' },
    ...topic(reportTopic, 'write'),
  ];
}

const everyGroup: Grant[] = groups('', 'describe');

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
    ...everyGroup,
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

/** The registry keeps its schemas in a topic, if it is Confluent's. */
const ofRegistry = (): Grant[] => [
  ...topic('_schemas', 'read', 'write', 'create', 'describe configs'),
  ...groups('schema-registry', 'read'),
];

/** People look at topics and groups in a browser; nothing can be written there. */
const ofUi = (): Grant[] => [
  { resource: 'topic', name: '', isPrefix: true, operation: 'read' },
  { resource: 'topic', name: '', isPrefix: true, operation: 'describe configs' },
  ...everyGroup,
];

const isMongoRelay = (user: KafkaUser): user is MongoRelay => user in relaysOfMongo;

const others = {
  ops: ofOps,
  'relay-raw': ofRawRelay,
  'kafka-connect': ofConnect,
  'schema-registry': ofRegistry,
  'kafka-ui': ofUi,
} as const;

/** What a user may do, from the catalogue of topics: nothing else. */
export function grantsOf(user: KafkaUser): Grant[] {
  const grants = isMongoRelay(user) ? ofMongoRelay(user) : grantsOfOther(user);
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
}

const grantsOfOther = (user: Exclude<KafkaUser, MongoRelay>): Grant[] =>
  user in others ? others[user as keyof typeof others]() : ofService(user as Service);
