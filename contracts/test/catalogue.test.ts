import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type AvroRecord,
  type AvroType,
  deadLetterTopicFor,
  deadLetterTopicOf,
  groupsOf,
  isRecord,
  keyOf,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  retryTopicFor,
  retryTopicOf,
  retryTopicsOf,
  schemaByTopic,
  topicNames,
  topicOfRaw,
  topics,
  topicsConsumedBy,
  topicsToCreate,
} from '../src/index.ts';

const avroFolder = join(import.meta.dirname, '../avro');
const files = readdirSync(avroFolder);
const schemaFileOf = (topic: string) =>
  JSON.parse(readFileSync(join(avroFolder, `${topic}.avsc`), 'utf8')) as AvroRecord;

const partsOf = (type: AvroType): AvroType[] => (Array.isArray(type) ? type.flatMap(partsOf) : [type]);
/** Names of all fields, those of records inside included. */
const fieldNames = ({ fields }: AvroRecord): string[] =>
  fields.flatMap(({ name, type }) => [name, ...partsOf(type).filter(isRecord).flatMap(fieldNames)]);
const fieldOf = ({ fields }: AvroRecord, name: string) => fields.find((field) => field.name === name);

describe('the schema files', () => {
  it('are one for each topic of the catalogue', () =>
    expect(files.toSorted()).toEqual(topicNames.map((topic) => `${topic}.avsc`).toSorted()));

  it('are what the generated TypeScript was made of', () => {
    const script = join(import.meta.dirname, '../scripts/generate.ts');
    const check = () =>
      execFileSync(process.execPath, [script, '--check'], { env: { ...process.env, NODE_OPTIONS: '' } });
    expect(check).not.toThrow();
    for (const topic of topicNames) expect(schemaByTopic[topic]).toEqual(schemaFileOf(topic));
  });

  it.each(topicNames)('of %s has the key as a field that is always there', (topic) =>
    expect(fieldOf(schemaFileOf(topic), topics[topic].keyField)).toMatchObject({ type: 'string' }),
  );

  it.each(topicNames)('of %s has a version exactly when its aggregate counts them', (topic) =>
    expect(fieldOf(schemaFileOf(topic), 'version') !== undefined).toBe(topics[topic].aggregate !== undefined),
  );

  it.each(topicNames)('of %s has instants and money as integers', (topic) => {
    const types = new Map(schemaFileOf(topic).fields.map(({ name, type }) => [name, type]));
    for (const name of ['price', 'amount']) expect([undefined, 'long']).toContainEqual(types.get(name));
    for (const [name, type] of types)
      if (name.endsWith('At')) expect(type).toEqual({ type: 'long', logicalType: 'timestamp-millis' });
  });

  it('have no field for personal data', () => {
    const personal = /e-?mail|password|phone|address|card/i;
    expect(
      topicNames.flatMap((topic) => fieldNames(schemaFileOf(topic))).filter((name) => personal.test(name)),
    ).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('names each topic after its owner', () => {
    for (const topic of topicNames) expect(topic.split('.')[0]).toBe(topics[topic].owner);
  });

  it('keys the events of an order by the order, whoever writes them', () => {
    expect(keyOf('payments.payment.started.v1', { orderId: 'o1', attempt: 1 })).toBe('o1');
    expect(keyOf('auth.session.revoked.v1', { sid: 's1', expiresAt: 0 })).toBe('s1');
  });

  it('makes a consumer of versions read all topics of the aggregate', () => {
    for (const group of ['tickets', 'orders', 'payments', 'expiration'] as const) {
      const consumed = topicsConsumedBy(group);
      const aggregates = new Set(consumed.flatMap((topic) => topics[topic].aggregate ?? []));
      const needed = topicNames.filter((topic) => {
        const { aggregate } = topics[topic];
        return aggregate !== undefined && aggregates.has(aggregate);
      });
      expect(consumed).toEqual(expect.arrayContaining(needed));
    }
  });

  it('finds the topic of a raw topic again, and of nothing else', () => {
    for (const topic of topicNames) expect(topicOfRaw(rawTopicOf(topic))).toBe(topic);
    for (const other of ['orders.order.created.v1', 'orders.order.created.v1.raw.raw', 'unknown.raw'])
      expect(topicOfRaw(other)).toBeUndefined();
  });
});

describe('the topics to create', () => {
  const all = topicsToCreate();
  const named = (name: string) => all.find((topic) => topic.name === name);

  it('are all different', () => expect(new Set(all.map(({ name }) => name)).size).toBe(all.length));

  it('keep the events of the business without limit', () => {
    for (const topic of topicNames.filter((name) => topics[name].owner !== 'ops'))
      expect(named(topic)).toMatchObject({ retentionMs: -1 });
  });

  it('have raw topics with as many partitions as theirs, and only for the PostgreSQL outbox', () => {
    for (const topic of topicNames)
      expect(named(rawTopicOf(topic))?.partitions).toBe(
        relayedThroughRaw(topic) ? topics[topic].partitions : undefined,
      );
  });

  it('have a dead-letter topic for every group that reads and for the relay that publishes, kept for thirty days', () => {
    for (const topic of topicNames)
      for (const group of groupsOf(topic))
        expect(named(deadLetterTopicOf(topic, group))).toMatchObject({ retentionMs: 30 * 24 * 60 * 60 * 1000 });
    expect(named(deadLetterTopicOf('orders.order.created.v1', relayGroup))).toBeDefined();
    expect(named(deadLetterTopicOf('expiration.expiration.complete.v1', relayGroup))).toBeUndefined();
  });

  it('have four tiers of retries for every group that reads, and one for a replay of an outbox row', () => {
    expect(named(retryTopicOf('orders.order.created.v1', 'tickets', 3))).toBeDefined();
    expect(named(retryTopicOf('orders.order.created.v1', 'tickets', 4))).toBeUndefined();
    expect(retryTopicsOf('tickets.ticket.created.v1', relayGroup).map(named)).toEqual([expect.anything()]);
    expect(retryTopicsOf('orders.order.created.v1', relayGroup)).toEqual([]);
  });

  it('have more room for a message that failed than it had where it came from', () => {
    const rooms = all.map(({ name, maxMessageBytes: bytes }) => ({ name, bytes }));
    const roomOf = (name: string) => rooms.find((room) => room.name === name)?.bytes ?? 0;
    const overhead = 512 * 1024;
    for (const topic of topicNames)
      for (const group of groupsOf(topic)) {
        const isRaw = group === relayGroup && relayedThroughRaw(topic);
        const origin = roomOf(isRaw ? rawTopicOf(topic) : topic);
        for (const name of [deadLetterTopicOf(topic, group), ...retryTopicsOf(topic, group)])
          expect(roomOf(name)).toBeGreaterThanOrEqual(origin + overhead);
      }
  });

  it('are found again by name: whose retry or dead-letter topic it is', () => {
    const of = { topic: 'orders.order.created.v1', group: 'tickets' } as const;
    expect(deadLetterTopicFor('orders.order.created.v1.tickets.DLQ')).toEqual(of);
    expect(retryTopicFor('orders.order.created.v1.tickets.retry.2')).toEqual({ ...of, tier: 2 });
    for (const other of ['orders.order.created.v1', 'orders.order.created.v1.auth.DLQ', 'DLQ']) {
      expect(deadLetterTopicFor(other)).toBeUndefined();
      expect(retryTopicFor(other)).toBeUndefined();
    }
  });
});
