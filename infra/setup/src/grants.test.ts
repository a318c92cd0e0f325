import { describe, expect, it } from '@jest/globals';
import {
  deadLetterTopicOf,
  postgresServices,
  publishesDirectly,
  rawTopicOf,
  relayedThroughRaw,
  retryTopicOf,
  type Service,
  topicNames,
  topics,
  topicsConsumedBy,
} from '@ticketing/contracts';
import { grantsOf, type KafkaUser, kafkaUsers } from './grants.ts';

const may = (user: KafkaUser, operation: 'read' | 'write', name: string) =>
  grantsOf(user).some(
    (grant) =>
      grant.resource === 'topic' &&
      grant.operation === operation &&
      (grant.isPrefix ? name.startsWith(grant.name) : grant.name === name),
  );
const services = kafkaUsers.filter(
  (user): user is Service => user === 'ops' || topicNames.some((name) => topics[name].owner === user),
);
const postgres: readonly Service[] = postgresServices;
const writersOf = (name: string) => kafkaUsers.filter((user) => may(user, 'write', name));

describe('the rights at the brokers', () => {
  it.each(services)('let %s read what it consumes, and keep what it fails to process', (service) => {
    for (const topic of topicsConsumedBy(service)) {
      expect([topic, may(service, 'read', topic)]).toEqual([topic, true]);
      const [retry, dead] = [retryTopicOf(topic, service, 3), deadLetterTopicOf(topic, service)];
      expect([may(service, 'read', retry), may(service, 'write', retry), may(service, 'write', dead)]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it.each(topicNames.filter((name) => name !== 'ops.replay.reported.v1'))(
    'let nobody write %s but its publisher',
    (topic) => {
      const { owner } = topics[topic];
      const relays = postgres.includes(owner) ? ['relay-raw'] : [`relay-${owner}`, 'relay-mongo'];
      expect(writersOf(topic)).toEqual(publishesDirectly(owner) ? [owner] : relays);
    },
  );

  it.each(topicNames.filter(relayedThroughRaw))(
    'let only Debezium and operators’ replays write the raw %s',
    (topic) => {
      expect(writersOf(rawTopicOf(topic)).sort()).toEqual(['kafka-connect', 'ops']);
    },
  );

  it('keep a service’s dead letters from every other service', () => {
    const dead = deadLetterTopicOf('orders.order.created.v1', 'payments');
    expect(writersOf(dead)).toEqual(['payments']);
    expect(kafkaUsers.filter((user) => may(user, 'read', dead))).toEqual(['ops', 'kafka-ui']);
  });

  it('hold each right once', () => {
    for (const user of kafkaUsers) {
      const texts = grantsOf(user).map((grant) => JSON.stringify(grant));
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
