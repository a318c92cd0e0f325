import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startConsumer } from '@ticketing/common/kafka';
import { deadLetterTopicOf, isTopic, maxMessageBytes, rawTopicOf, relayGroup } from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { relayRawBatch } from '../src/raw-relay/relay-raw-batch.ts';
import { type OutboxFixture, openOutbox, updated } from './outbox-fixture.ts';
import { type BrokerFixture, log, rawTopics, startBrokerFixture } from './relay-fixture.ts';

let broker: BrokerFixture;
beforeAll(async () => {
  broker = await startBrokerFixture();
}, 120_000);
afterAll(() => broker?.stop());

const tooLong = 'x'.repeat(maxMessageBytes.event);
const lettersOf = (key: string) => broker.readOf([key]).filter(({ topic }) => !isTopic(topic));
describe('a MongoDB outbox row that exceeds its topic’s limit', () => {
  let mongo: TestMongo;
  let outbox: OutboxFixture;
  let stopRelay: () => Promise<void>;
  beforeAll(async () => {
    mongo = await startTestMongo();
  });
  afterAll(() => mongo?.stop());
  beforeEach(async () => {
    outbox = await openOutbox(mongo.uri(`outbox-${randomUUID().slice(0, 8)}`));
  });
  afterEach(async () => {
    await stopRelay();
    await outbox.connection.close();
  });

  it('is dead, and all other rows are published', async () => {
    const [ticketId, other] = [randomUUID(), randomUUID()];
    await outbox.append(ticketId, [0]);
    await outbox.append(ticketId, [1], (event) => ({ ...event, title: tooLong }));
    await outbox.append(ticketId, [2, 3]);
    await outbox.append(other, [0, 1]);
    stopRelay = outbox.runRelay(broker);
    expect(await outbox.waitForNonePending()).toBe(true);
    await broker.waitForMessages([ticketId, other], 6);

    const events = broker.readOf([ticketId, other]).filter(({ topic }) => isTopic(topic));
    expect(events).toHaveLength(5);
    const [letter, ...more] = lettersOf(ticketId);
    expect(more).toEqual([]);
    expect(letter?.topic).toBe(deadLetterTopicOf(updated, relayGroup));
    expect(letter?.headers).toMatchObject({ 'dlq.topic': 'outbox', 'dlq.error.code': 'too_large' });
    expect(JSON.parse(String(letter?.value))).toMatchObject({ id: ticketId, version: 1, title: tooLong });
    const dead = await outbox.deadRows.find().toArray();
    expect(dead).toMatchObject([{ _id: letter?.headers.eventId, key: ticketId, errorCode: 'too_large' }]);
  });

  it('and the dead-letter topic’s limit is dead too: its dead letter identifies it, and the row is kept', async () => {
    const ticketId = randomUUID();
    const title = 'x'.repeat(maxMessageBytes.failure);
    await outbox.append(ticketId, [1], (event) => ({ ...event, title }));
    await outbox.append(ticketId, [2], (event) => ({ ...event, title, price: 12.5 }));
    await outbox.append(ticketId, [3]);
    stopRelay = outbox.runRelay(broker);
    // Nine megabytes several times, beside other tests.
    expect(await outbox.waitForNonePending(45_000)).toBe(true);
    await broker.waitForMessages([ticketId], 3);

    const letters = lettersOf(ticketId);
    expect(letters.map(({ headers }) => headers['dlq.error.code']).toSorted()).toEqual([
      'schema_mismatch',
      'too_large',
    ]);
    expect(letters.map(({ value }) => value)).toEqual([null, null]);
    const dead = await outbox.deadRows.find().toArray();
    expect(dead.map(({ _id }) => _id).toSorted()).toEqual(letters.map(({ headers }) => headers.eventId).toSorted());
    expect(dead[0]).toMatchObject({ payload: { title } });
  });
});

describe('a raw message whose event exceeds its topic’s limit', () => {
  it('is dead-lettered unchanged and reported, and the next one is published', async () => {
    const topic = 'orders.order.cancelled.v1';
    const { codec, publisher, kafka } = broker;
    const process = relayRawBatch({ codec, publisher, log });
    const relay = await startConsumer({ kafka, group: relayGroup, topics: rawTopics, process, batchSize: 500, log });
    const [orderId, replayId] = [randomUUID(), randomUUID()];
    const raw = (reason: string, headers: Record<string, string> = {}) => ({
      topic: rawTopicOf(topic),
      key: orderId,
      value: Buffer.from(JSON.stringify({ id: orderId, ticket: { id: 't' }, reservation: 1, reason, version: 1 })),
      headers: { eventId: randomUUID(), ...headers },
    });
    const poison = raw(tooLong, { 'replay.id': replayId });
    await publisher.publish([raw('before'), poison, raw('behind')]);
    await broker.waitForMessages([orderId], 3);
    const [report, ...more] = await broker.waitForMessages([replayId], 1);
    await relay.stop();

    const events = broker.readOf([orderId]).filter((message) => message.topic === topic);
    const reasons = await Promise.all(
      events.map(async ({ value }) => (await codec.decode(topic, value as Buffer)).reason),
    );
    expect([...new Set(reasons)]).toEqual(['before', 'behind']);
    const [letter] = lettersOf(orderId);
    expect(letter?.value?.equals(poison.value)).toBe(true);
    expect(letter?.headers).toMatchObject({ eventId: poison.headers.eventId, 'dlq.error.code': 'too_large' });
    expect(more).toEqual([]);
    expect(await codec.decode('ops.replay.reported.v1', report?.value as Buffer)).toMatchObject({
      outcome: 'dead_lettered',
      errorCode: 'too_large',
    });
  });
});
