import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type AvroRecord,
  deadLetterTopicFor,
  deadLetterTopicOf,
  generationOf,
  groupsOf,
  keyOf,
  rawTopicOf,
  recordsIn,
  relayedThroughRaw,
  relayGroup,
  retryTopicFor,
  retryTopicOf,
  retryTopicsOf,
  schemaByTopic,
  type Topic,
  thirtyDaysMs,
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

/** Returns the fields of a record and of those inside it. */
const allFieldsOf = (record: AvroRecord) => recordsIn(record).flatMap(({ fields }) => fields);
const fieldOf = ({ fields }: AvroRecord, name: string) => fields.find((field) => field.name === name);

const instant = { type: 'long', logicalType: 'timestamp-millis' };

describe('the schema files', () => {
  it('cover each topic of the catalogue exactly once', () =>
    expect(files.toSorted()).toEqual(topicNames.map((topic) => `${topic}.avsc`).toSorted()));

  it('match the generated TypeScript', () => {
    const script = join(import.meta.dirname, '../scripts/generate.ts');
    const check = () =>
      execFileSync(process.execPath, [script, '--check'], { env: { ...process.env, NODE_OPTIONS: '' } });
    expect(check).not.toThrow();
    for (const topic of topicNames) expect(schemaByTopic[topic]).toEqual(schemaFileOf(topic));
  });

  it.each(topicNames)('of %s has the key as a required field', (topic) =>
    expect(fieldOf(schemaFileOf(topic), topics[topic].keyField)).toMatchObject({ type: 'string' }),
  );

  it.each(topicNames)('of %s has a version exactly when its aggregate is versioned', (topic) =>
    expect(fieldOf(schemaFileOf(topic), 'version') !== undefined).toBe(topics[topic].aggregate !== undefined),
  );

  it.each(topicNames)('of %s uses integers for instants and money', (topic) => {
    for (const { name, type } of allFieldsOf(schemaFileOf(topic))) {
      if (['price', 'amount', 'total'].includes(name)) expect(type).toBe('long');
      if (name.endsWith('At')) expect([instant, ['null', instant]]).toContainEqual(type);
    }
  });

  it('have no fields for personal data', () => {
    const personal = /e-?mail|password|phone|address|card/i;
    expect(
      topicNames.flatMap((topic) => allFieldsOf(schemaFileOf(topic))).filter(({ name }) => personal.test(name)),
    ).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('names each topic after its owner', () => {
    for (const topic of topicNames) expect(topic.split('.')[0]).toBe(topics[topic].owner);
  });

  it('keys an order’s events by the order, also on other services’ topics', () => {
    expect(keyOf('payments.payment.started.v1', { orderId: 'o1', attempt: 1, waitedMs: 0 })).toBe('o1');
    expect(keyOf('auth.session.revoked.v1', { sid: 's1', expiresAt: 0 })).toBe('s1');
  });

  it('subscribes consumers of versions to every topic of a generation of the aggregate', () => {
    const nameOf = (topic: Topic) => `${topics[topic].aggregate} ${generationOf(topic)}`;
    for (const group of ['tickets', 'orders', 'payments', 'expiration', 'notifications'] as const) {
      const consumed = topicsConsumedBy(group).filter((topic) => topics[topic].aggregate);
      const generations = new Set(consumed.map(nameOf));
      expect(consumed).toEqual(topicNames.filter((topic) => generations.has(nameOf(topic))));
    }
  });

  it('maps a raw topic to its event topic, and nothing else', () => {
    for (const topic of topicNames) expect(topicOfRaw(rawTopicOf(topic))).toBe(topic);
    for (const other of ['orders.order.created.v1', 'orders.order.created.v1.raw.raw', 'unknown.raw'])
      expect(topicOfRaw(other)).toBeUndefined();
  });
});

describe('the topics to create', () => {
  const all = topicsToCreate();
  const named = (name: string) => all.find((topic) => topic.name === name);

  it('are all different', () => expect(new Set(all.map(({ name }) => name)).size).toBe(all.length));

  it('keep business events forever, but not requests and their answers', () => {
    const isRequest = (topic: string) => /\.(requested|answered)\.v\d+$/.test(topic);
    for (const topic of topicNames.filter((name) => topics[name].owner !== 'ops'))
      expect(named(topic)).toMatchObject({ retentionMs: isRequest(topic) ? thirtyDaysMs : -1 });
  });

  it('include raw topics with equal partition counts, only for the PostgreSQL outbox', () => {
    for (const topic of topicNames)
      expect(named(rawTopicOf(topic))?.partitions).toBe(
        relayedThroughRaw(topic) ? topics[topic].partitions : undefined,
      );
  });

  it('include a dead-letter topic for every consumer group and relay, kept for thirty days', () => {
    for (const topic of topicNames)
      for (const group of groupsOf(topic))
        expect(named(deadLetterTopicOf(topic, group))).toMatchObject({ retentionMs: 30 * 24 * 60 * 60 * 1000 });
    expect(named(deadLetterTopicOf('orders.order.created.v1', relayGroup))).toBeDefined();
    expect(named(deadLetterTopicOf('expiration.expiration.complete.v1', relayGroup))).toBeUndefined();
  });

  it('include four retry tiers for every consumer group, and one for replays of outbox rows', () => {
    expect(named(retryTopicOf('orders.order.created.v1', 'tickets', 3))).toBeDefined();
    expect(named(retryTopicOf('orders.order.created.v1', 'tickets', 4))).toBeUndefined();
    expect(retryTopicsOf('tickets.ticket.created.v1', relayGroup).map(named)).toEqual([expect.anything()]);
    expect(retryTopicsOf('orders.order.created.v1', relayGroup)).toEqual([]);
  });

  it('allow larger messages on failure topics than on the topics they come from', () => {
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

  it('are found by the name of a retry or dead-letter topic', () => {
    const of = { topic: 'orders.order.created.v1', group: 'tickets' } as const;
    expect(deadLetterTopicFor('orders.order.created.v1.tickets.DLQ')).toEqual(of);
    expect(retryTopicFor('orders.order.created.v1.tickets.retry.2')).toEqual({ ...of, tier: 2 });
    for (const other of ['orders.order.created.v1', 'orders.order.created.v1.auth.DLQ', 'DLQ']) {
      expect(deadLetterTopicFor(other)).toBeUndefined();
      expect(retryTopicFor(other)).toBeUndefined();
    }
  });
});
