import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanKind, withSpan } from '@ticketing/common/telemetry';
import { deadLetterTopicOf, isTopic } from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { created, type OutboxFixture, openOutbox, ticketEvent, updated } from './outbox-fixture.ts';
import { type BrokerFixture, startBrokerFixture } from './relay-fixture.ts';

let broker: BrokerFixture;
let mongo: TestMongo;
let outbox: OutboxFixture;
let stopRelay: (() => Promise<void>) | null = null;
beforeAll(async () => {
  [broker, mongo] = await Promise.all([startBrokerFixture(), startTestMongo()]);
}, 120_000);
afterAll(async () => {
  await broker?.stop();
  await mongo?.stop();
});
beforeEach(async () => {
  outbox = await openOutbox(mongo.uri(`outbox-${randomUUID().slice(0, 8)}`));
});
afterEach(async () => {
  await stopRelay?.();
  stopRelay = null;
  await outbox.connection.close();
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const versionOf = async ({ topic, value }: (typeof broker.read)[number]) => {
  if (!isTopic(topic) || !value) throw new Error('not an event');
  return ((await broker.codec.decode(topic, value)) as { version: number }).version;
};

describe('a row of the outbox', () => {
  it('is published with key, headers and Avro, in the trace of the request that wrote it, and kept', async () => {
    stopRelay = outbox.runRelay(broker);
    const ticketId = randomUUID();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await withSpan({ name: 'request', kind: SpanKind.SERVER, traceparent }, () => outbox.append(ticketId, [1]));
    const [message] = await broker.waitForMessages([ticketId], 1);

    expect(message?.topic).toBe(updated);
    expect(message?.headers).toEqual({
      eventId: expect.stringMatching(uuid),
      eventType: 'TicketUpdated',
      traceparent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/),
    });
    expect({ ...(await broker.codec.decode(updated, message?.value as Buffer)) }).toEqual(ticketEvent(ticketId, 1));
    await outbox.waitForNonePending();
    expect(await outbox.outbox.findById(message?.headers.eventId).lean()).toMatchObject({
      key: ticketId,
      payload: ticketEvent(ticketId, 1),
    });
  });

  it('of a transaction that is rolled back is never published', async () => {
    stopRelay = outbox.runRelay(broker);
    const [ticketId, witness] = [randomUUID(), randomUUID()];
    const fail = () => {
      throw new Error('rolled back');
    };
    await expect(outbox.append(ticketId, [0, 1], fail)).rejects.toThrow('rolled back');
    await outbox.append(witness, [0]);

    await broker.waitForMessages([witness], 1);
    await outbox.waitForNonePending();
    expect(broker.readOf([ticketId])).toEqual([]);
  });

  it('that its schema rejects is dead, and its successors are published', async () => {
    stopRelay = outbox.runRelay(broker);
    const ticketId = randomUUID();
    await outbox.append(ticketId, [0]);
    await outbox.append(ticketId, [1], (event) => ({ ...event, price: 12.5 }));
    await outbox.append(ticketId, [2, 3]);
    const messages = await broker.waitForMessages([ticketId], 4);
    await outbox.waitForNonePending();

    const events = messages.filter(({ topic }) => isTopic(topic));
    expect((await Promise.all(events.map(versionOf))).toSorted()).toEqual([0, 2, 3]);
    const dead = await outbox.outbox.findOne({ sequence: 1 }).lean();
    const [letter] = messages.filter(({ topic }) => topic === deadLetterTopicOf(updated, 'outbox-worker'));
    expect(JSON.parse(letter?.value?.toString() ?? '')).toEqual({ ...ticketEvent(ticketId, 1), price: 12.5 });
    expect(letter?.headers).toMatchObject({
      eventId: dead?._id,
      'dlq.topic': 'outbox',
      'dlq.error.code': 'schema_mismatch',
      'dlq.error.message': expect.stringContaining('"price"'),
    });
    const reason = { errorCode: 'schema_mismatch', errorMessage: expect.stringContaining('"price"') };
    expect(await outbox.deadRows.find().toArray()).toMatchObject([{ _id: dead?._id, key: ticketId, ...reason }]);
  });
});

describe('the rows of one aggregate', () => {
  it('stay in order on each of its topics, however many are written concurrently', async () => {
    stopRelay = outbox.runRelay(broker, { batchSize: 100 });
    const ticketIds = Array.from({ length: 50 }, () => randomUUID());
    const versions = Array.from({ length: 40 }, (_, version) => version);
    const write = async (ticketId: string) => {
      for (let at = 0; at < versions.length; at += 4) await outbox.append(ticketId, versions.slice(at, at + 4));
    };
    await Promise.all(ticketIds.map(write));
    const messages = await broker.waitForMessages(ticketIds, 2_000, 40_000);
    await outbox.waitForNonePending();

    expect(messages).toHaveLength(2_000);
    expect(new Set(messages.map(({ headers }) => headers.eventId)).size).toBe(2_000);
    for (const ticketId of ticketIds)
      for (const [topic, parity] of [
        [created, 0],
        [updated, 1],
      ] as const) {
        const ofTicket = broker.readOf([ticketId]).filter((message) => message.topic === topic);
        expect(await Promise.all(ofTicket.map(versionOf))).toEqual(versions.filter((v) => v % 2 === parity));
      }
  });
});

describe('a backlog', () => {
  it('that exceeds a broker’s request limit is published in order', async () => {
    const ticketId = randomUUID();
    const versions = Array.from({ length: 200 }, (_, version) => version);
    await outbox.append(ticketId, versions, (event) => ({ ...event, title: 'x'.repeat(20_000) }));
    stopRelay = outbox.runRelay(broker);
    const messages = await broker.waitForMessages([ticketId], versions.length);

    const ofTopic = messages.filter(({ topic }) => topic === updated);
    expect(await Promise.all(ofTopic.map(versionOf))).toEqual(versions.filter((version) => version % 2 === 1));
    expect(messages).toHaveLength(versions.length);
  });

  it('of 5,000 rows is published completely, and its rate is printed', async () => {
    const ticketIds = await outbox.appendBacklog(5_000);
    const startedAt = performance.now();
    stopRelay = outbox.runRelay(broker);
    expect(await outbox.waitForNonePending(60_000)).toBe(true);
    const seconds = (performance.now() - startedAt) / 1000;

    expect(await broker.waitForMessages(ticketIds, 5_000)).toHaveLength(5_000);
    process.stdout.write(`mongo relay: 5,000 rows in ${seconds.toFixed(2)} s, ${Math.round(5_000 / seconds)} rows/s\n`);
  });
});
