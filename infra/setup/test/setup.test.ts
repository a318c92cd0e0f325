import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { createKafka, type KafkaAdmin, openAdmin, registerSchema } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import {
  type AvroField,
  type AvroRecord,
  maxMessageBytes,
  schemaByTopic,
  subjectOf,
  topicNames,
  topicsToCreate,
} from '@ticketing/contracts';
import { startTestBroker, type TestBroker } from '@ticketing/testing/broker';
import { createTopics, registerSchemas } from '../src/index.ts';
import { waitForDependencies } from '../src/wait-for-dependencies.ts';

const log = silentLogger();
let broker: TestBroker;
beforeAll(async () => {
  broker = await startTestBroker({ changesSchemas: true });
}, 120_000);
afterAll(() => broker?.stop());

const ask = async <Body>(path: string): Promise<Body> => {
  const answer = await fetch(`${broker.registryUrl}${path}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Body;
};
const versionsOf = (subject: string) => ask<number[]>(`/subjects/${subject}/versions`);
const latestOf = (subject: string) => ask<{ id: number; schema: string }>(`/subjects/${subject}/versions/latest`);

describe('registering the schemas', () => {
  it('registers every topic’s schema under its subject, and forbids incompatible changes', async () => {
    for (const topic of topicNames) {
      const { schema } = await latestOf(subjectOf(topic));
      expect(JSON.parse(schema)).toEqual(schemaByTopic[topic]);
      expect(await ask(`/config/${subjectOf(topic)}`)).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' });
    }
  });

  it('is idempotent', async () => {
    const idsOf = () => Promise.all(topicNames.map(async (topic) => (await latestOf(subjectOf(topic))).id));
    const before = await idsOf();
    await registerSchemas({ registryUrl: broker.registryUrl, log });

    expect(await idsOf()).toEqual(before);
    for (const topic of topicNames) expect(await versionsOf(subjectOf(topic))).toHaveLength(1);
  });
});

describe('the registry', () => {
  const topic = 'payments.payment.created.v1';
  const subject = subjectOf(topic);
  const register = (fields: AvroField[]) =>
    registerSchema(broker.registryUrl, subject, {
      ...schemaByTopic[topic],
      fields,
    } as AvroRecord);
  const { fields } = schemaByTopic[topic];

  it.each<[string, AvroField[]]>([
    ['a new field without a default, which old events lack', [...fields, { name: 'bank', type: 'string' }]],
    ['a removed field without a default, which old readers need', fields.filter(({ name }) => name !== 'stripeId')],
    ['another type of a field', fields.map((field) => (field.name === 'orderId' ? { ...field, type: 'long' } : field))],
  ])('refuses %s', async (_, changed) => {
    await expect(register(changed)).rejects.toMatchObject({ status: 409 });
    expect(await versionsOf(subject)).toHaveLength(1);
  });

  it('accepts a new field with a default, and its removal', async () => {
    const extended = await register([...fields, { name: 'bank', type: 'string', default: 'unknown' }]);
    expect(await versionsOf(subject)).toHaveLength(2);
    const original = await register(fields);
    expect(original.id).not.toBe(extended.id);
  });

  it('checks compatibility with all versions, not only the last', async () => {
    // Compatible with the version without `bank`, but not with the one in between.
    await expect(register([...fields, { name: 'bank', type: 'int', default: 0 }])).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('creating the topics', () => {
  it('creates missing topics and keeps existing ones', async () => {
    const admin = await openAdmin(createKafka({ clientId: 'test', brokers: broker.brokers, log }));
    try {
      const describeTopics = async () =>
        [...Map.groupBy(await admin.rangesOf(topicsToCreate().map(({ name }) => name)), ({ topic }) => topic)]
          .map(([name, partitions]) => ({ name, partitions: partitions.length }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      const before = await describeTopics();
      expect(before).toEqual(
        topicsToCreate()
          .map(({ name, partitions }) => ({ name, partitions }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      );
      await createTopics({ brokers: broker.brokers, log });
      expect(await describeTopics()).toEqual(before);
    } finally {
      await admin.close();
    }
  });
});

describe('topics of an earlier version', () => {
  const [topic, retryTopic] = ['orders.order.created.v1', 'orders.order.created.v1.tickets.retry.0'];
  const kafka = () => createKafka({ clientId: 'test', brokers: broker.brokers, log });
  let admin: KafkaAdmin;
  beforeAll(async () => {
    admin = await openAdmin(kafka());
  });
  afterAll(() => admin?.close());

  const settingsOf = async (name: string) =>
    Object.fromEntries(((await admin.settingsOf([name])).get(name) ?? []).map((of) => [of.name, of.value]));
  /** The broker shows changed settings a little later. @returns the topic's settings */
  async function shownSettings(name: string, expected: Record<string, string>): Promise<Record<string, string>> {
    const areShown = async () => {
      const shown = await settingsOf(name);
      return Object.entries(expected).every(([key, value]) => shown[key] === value) ? true : null;
    };
    await waitFor(areShown, { timeoutMs: 10_000, intervalMs: 20 });
    return settingsOf(name);
  }
  async function set(name: string, settings: Record<string, string>): Promise<void> {
    await admin.replaceSettings(new Map([[name, settings]]));
    expect(await shownSettings(name, settings)).toMatchObject(settings);
  }

  it('get a higher message limit, and keep their other settings', async () => {
    await set(retryTopic, { 'retention.ms': '12345', 'cleanup.policy': 'compact' });
    await createTopics({ brokers: broker.brokers, log });

    const expected = {
      'max.message.bytes': String(maxMessageBytes.failure),
      'retention.ms': '12345',
      'cleanup.policy': 'compact',
    };
    expect(await shownSettings(retryTopic, expected)).toMatchObject(expected);
  });

  it('keep a higher limit', async () => {
    await set(topic, { 'max.message.bytes': '5000000' });
    await createTopics({ brokers: broker.brokers, log });

    expect(await settingsOf(topic)).toMatchObject({ 'max.message.bytes': '5000000' });
  });
});

describe('waiting for dependencies', () => {
  const isAway = 'http://127.0.0.1:9';

  it('resolves when topics and schemas exist', async () => {
    await waitForDependencies({ brokers: broker.brokers, registryUrl: broker.registryUrl, log });
  });

  it('names the missing dependency after the timeout', async () => {
    const late = waitForDependencies({ brokers: broker.brokers, registryUrl: isAway, log, timeoutMs: 10 });
    await expect(late).rejects.toThrow('schemas: still missing');
  });
});
