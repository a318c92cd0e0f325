import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isTransient, retryTransient } from '@ticketing/common/errors';
import {
  createKafka,
  createPublisher,
  type KafkaAdmin,
  MessagesTooLargeError,
  type OutgoingMessage,
  openAdmin,
  openTopicReader,
  type Publisher,
  type TopicReader,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { startTestBroker, type TestBroker } from '@ticketing/testing/broker';
import { createAdminConnection } from '../../src/kafka/admin-connection.ts';
import { kafkaLosingResponses } from './lost-responses-fixture.ts';

let broker: TestBroker;
let admin: KafkaAdmin;
let reader: TopicReader;
let proxy: Awaited<ReturnType<typeof kafkaLosingResponses>>;
let publisher: Publisher;
let topic: string;

beforeAll(async () => {
  broker = await startTestBroker();
  const kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log: silentLogger() });
  admin = await openAdmin(kafka);
  reader = await openTopicReader(kafka, 'test');
}, 120_000);
afterAll(async () => {
  await reader?.close();
  await admin?.close();
  await broker?.stop();
});
beforeEach(async () => {
  topic = `test.${randomUUID()}`;
  await admin.createTopics([{ name: topic, partitions: 3 }]);
  proxy = await kafkaLosingResponses(broker.brokers);
});
afterEach(async () => {
  await publisher?.close();
  proxy.stop();
});

const message = (text: string, given: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  topic,
  key: 'key',
  value: Buffer.from(text),
  headers: {},
  ...given,
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));

/** Returns the topic's messages, in order per key. A broker that has just started has no group coordinator yet. */
const published = (): Promise<string[]> =>
  retryTransient(
    async () => {
      const texts: string[] = [];
      await reader.read(await reader.allRanges([topic]), ({ value }) => void texts.push(String(value)));
      return texts;
    },
    { forMs: 30_000, intervalMs: 100 },
  );

describe('when the acknowledgement is lost after the broker has appended', () => {
  it('every acknowledged message of concurrent calls is on the topic once, in order', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    const texts = numbered(60);
    for (let at = 0; at < texts.length; at += 12) {
      proxy.loseResponses(1);
      await Promise.all(texts.slice(at, at + 12).map((text) => publisher.publish([message(text)])));
    }

    expect(proxy.lost()).toBe(5);
    expect(await published()).toEqual(texts);
  });

  it('messages without a key are on the topic once, whatever partition a retry would choose', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    const texts = numbered(40);
    for (let at = 0; at < texts.length; at += 4) {
      proxy.loseResponses(1);
      await publisher.publish(texts.slice(at, at + 4).map((text) => message(text, { key: null })));
    }

    expect((await published()).toSorted()).toEqual(texts.toSorted());
  });

  it('more often than the retries, only the callers of that request get an error', async () => {
    publisher = await createPublisher(proxy.kafka(1));
    await publisher.publish([message('before')]);
    // The first request is sent alone; these arrive while it is in flight.
    proxy.loseResponses(2);
    const first = publisher.publish([message('first')]).catch((error: unknown) => error);
    await Promise.resolve();
    await Promise.resolve();
    const others = numbered(10).map((text) => publisher.publish([message(text)]));
    const failed = await first;

    expect(isTransient(failed)).toBe(true);
    await Promise.all(others);
    const texts = await published();
    for (const text of numbered(10)) expect(texts.filter((other) => other === text)).toHaveLength(1);
    expect(texts.filter((text) => numbered(10).includes(text))).toEqual(numbered(10));
  });
});

describe('calls that arrive during a request', () => {
  it('share the next request', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    await publisher.publish([message('first')]);
    const before = proxy.requests();
    await Promise.all(numbered(50).map((text) => publisher.publish([message(text)])));

    expect(proxy.requests() - before).toBeLessThanOrEqual(2);
    expect(await published()).toEqual(['first', ...numbered(50)]);
  });

  it('are split when they exceed one request', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    const texts = numbered(40).map((text) => text.padEnd(100_000, '.'));
    await Promise.all(texts.map((text) => publisher.publish([message(text)])));

    expect(await published()).toEqual(texts);
  });

  it('are published before the publisher closes, and none after', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    const calls = numbered(20).map((text) => publisher.publish([message(text)]));
    await publisher.close();
    await Promise.all(calls);

    expect(await published()).toEqual(numbered(20));
    expect(isTransient(await publisher.publish([message('late')]).catch((error: unknown) => error))).toBe(true);
  });
});

describe('a message that exceeds its topic’s limit', () => {
  const tooLarge = () => message('x'.repeat(1_100_000));

  it('is refused alone: all others of its call and of other calls are published', async () => {
    publisher = await createPublisher(proxy.kafka(8));
    const refused = tooLarge();
    const call = publisher.publish([message('0'), refused, message('1')]).catch((error: unknown) => error);
    const others = publisher.publish([message('2')]);
    const error = await call;

    expect(error).toBeInstanceOf(MessagesTooLargeError);
    expect(error).toMatchObject({ code: 'too_large' });
    expect((error as MessagesTooLargeError).refused).toEqual([refused]);
    expect(isTransient(error)).toBe(false);
    await others;
    expect(await published()).toEqual(['0', '1', '2']);
  });

  it('is found among small ones when the topic’s limit is below a request', async () => {
    await admin.replaceSettings(new Map([[topic, { 'max.message.bytes': '2000' }]]));
    publisher = await createPublisher(proxy.kafka(8));
    const texts = numbered(30).map((text) => (text === '17' ? text.padEnd(3_000, '.') : text.padEnd(500, '.')));
    const error = await publisher.publish(texts.map((text) => message(text))).catch((failure: unknown) => failure);

    expect((error as MessagesTooLargeError).refused.map(({ value }) => String(value))).toEqual([texts[17]]);
    const kept = texts.filter((_, index) => index !== 17);
    expect([...new Set(await published())]).toEqual(kept);
  });
});

describe('an admin connection', () => {
  it('is replaced once after a failure, however many queries fail with it', async () => {
    const { query, close } = createAdminConnection(
      createKafka({ clientId: 'test', brokers: broker.brokers, log: silentLogger() }),
    );
    const [early, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const used: unknown[] = [];
    const failing = [early, late].map(({ promise }) =>
      query(async (connection) => {
        used.push(connection);
        await promise;
      }).catch(() => undefined),
    );
    const read = () =>
      query(async (connection) => {
        used.push(connection);
        return (await connection.fetchTopicOffsets(topic)).length;
      });
    early.reject(new Error('the broker is unavailable'));
    await failing[0];
    expect(await read()).toBe(3);
    late.reject(new Error('the broker is unavailable'));
    await failing[1];
    expect(await read()).toBe(3);
    await close();

    expect(new Set(used).size).toBe(2);
    expect(used[3]).toBe(used[2]);
  });
});
