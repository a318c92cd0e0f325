import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import { type OutgoingMessage, openAdmin, type RunningConsumer, startConsumer } from '@ticketing/common/kafka';
import { deadLetterTopicOf, type OrderCancelled, rawTopicOf, relayGroup } from '@ticketing/contracts';
import { startTraceCollector, type TraceCollector } from '@ticketing/testing/trace-collector';
import { relayRawBatch } from '../src/raw-relay/relay-raw-batch.ts';
import { type BrokerFixture, log, rawTopics, startBrokerFixture } from './relay-fixture.ts';

const topic = 'orders.order.cancelled.v1';
const deadLetterTopic = deadLetterTopicOf(topic, relayGroup);
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let collector: TraceCollector;
let broker: BrokerFixture;
let relay: RunningConsumer;
/** Number of times the next publish fails. */
let failures = 0;
beforeAll(async () => {
  collector = await startTraceCollector();
  broker = await startBrokerFixture(collector.url);
  const publish = async (messages: OutgoingMessage[]) => {
    failures -= 1;
    if (failures >= 0) throw new TransientError('the broker is unavailable');
    return broker.publisher.publish(messages);
  };
  const { codec, publisher, kafka } = broker;
  const process = relayRawBatch({ codec, publisher: { ...publisher, publish }, log });
  relay = await startConsumer({ kafka, group: relayGroup, topics: rawTopics, process, batchSize: 500, log });
}, 120_000);
afterAll(async () => {
  await relay?.stop();
  await broker?.stop();
  await collector?.stop();
});

const cancelled = (id: string, given: Partial<OrderCancelled> = {}): OrderCancelled => ({
  id,
  ticket: { id: 'ticket' },
  reservation: 1,
  isPublishedAsV2: false,
  reason: 'buyer',
  version: 1,
  ...given,
});
/** A message as written by Debezium's Outbox Event Router. */
const raw = (key: string, payload: unknown, headers: OutgoingMessage['headers'] = {}): OutgoingMessage => ({
  topic: rawTopicOf(topic),
  key,
  value: Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload)),
  headers: { eventId: randomUUID(), eventType: 'OrderCancelled', traceparent, ...headers },
});

describe('a raw message', () => {
  it('is published as Avro with its key and headers, in the trace of its cause', async () => {
    const orderId = randomUUID();
    const message = raw(orderId, cancelled(orderId));
    await broker.publisher.publish([message]);
    const [event] = await broker.waitForMessages([orderId], 1);

    expect(event?.topic).toBe(topic);
    expect(event?.headers).toEqual({
      eventId: message.headers.eventId,
      eventType: 'OrderCancelled',
      traceparent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/),
    });
    const decoded = await broker.codec.decode(topic, event?.value as Buffer);
    expect(JSON.parse(JSON.stringify(decoded))).toEqual(cancelled(orderId));
  });

  it('continues its trace through Debezium, which exports no spans itself', async () => {
    const orderId = randomUUID();
    const writtenAt = new Date(Date.now() - 50).toISOString();
    await broker.publisher.publish([raw(orderId, cancelled(orderId), { writtenAt })]);
    const [event] = await broker.waitForMessages([orderId], 1);
    const spanId = event?.headers.traceparent?.split('-')[2];
    const spanOf = (id: string | undefined) => collector.spans().find((span) => span.spanId === id);
    // Spans are exported every five seconds.
    const publish = await waitFor(async () => spanOf(spanId) ?? null, { timeoutMs: 20_000 });
    const capture = spanOf(publish?.parentSpanId);

    expect(publish).toMatchObject({ name: `publish ${topic}`, resource: { 'service.name': 'outbox-worker' } });
    expect(capture).toMatchObject({
      name: `capture ${rawTopicOf(topic)}`,
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      resource: { 'service.name': 'debezium' },
    });
  });

  it.each<[string, string, (id: string) => OutgoingMessage]>([
    ['that is not JSON', 'undecodable', (id) => raw(id, Buffer.from([0xff, 0x00, 0x7b]))],
    ['that its schema rejects', 'schema_mismatch', (id) => raw(id, { ...cancelled(id), version: 'one' })],
    ['with an undeclared field', 'schema_mismatch', (id) => raw(id, { ...cancelled(id), email: 'a@b.c' })],
    ['without an event id', 'no_event_id', (id) => ({ ...raw(id, cancelled(id)), headers: { traceparent } })],
  ])('%s is dead-lettered unchanged, and the next one is published', async (_, code, poison) => {
    const orderId = randomUUID();
    const message = poison(orderId);
    await broker.publisher.publish([message, raw(orderId, cancelled(orderId))]);
    const messages = await broker.waitForMessages([orderId], 2);

    expect(messages.filter((read) => read.topic === topic)).toHaveLength(1);
    const [letter, ...more] = messages.filter((read) => read.topic === deadLetterTopic);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ key: Buffer.from(orderId), value: message.value });
    expect(letter?.headers).toMatchObject({
      ...message.headers,
      'dlq.topic': rawTopicOf(topic),
      'dlq.offset': expect.stringMatching(/^\d+$/),
      'dlq.error.code': code,
    });
  });
});

describe('a replayed raw message', () => {
  it.each<[string, object, string | null]>([
    ['published', {}, null],
    ['dead_lettered', { version: 'one' }, 'schema_mismatch'],
  ])('is reported as %s', async (outcome, change, errorCode) => {
    const [orderId, replayId] = [randomUUID(), randomUUID()];
    await broker.publisher.publish([raw(orderId, { ...cancelled(orderId), ...change }, { 'replay.id': replayId })]);
    const [report, ...more] = await broker.waitForMessages([replayId], 1);

    expect(more).toEqual([]);
    expect(await broker.codec.decode('ops.replay.reported.v1', report?.value as Buffer)).toMatchObject({
      ...{ replayId, group: relayGroup, topic, outcome, errorCode },
    });
    expect(await broker.waitForMessages([orderId], 1)).toHaveLength(1);
  });
});

describe('a failing publish', () => {
  it('rejects, so that the raw offsets are not committed', async () => {
    const publish = async () => {
      throw new TransientError('the broker is unavailable');
    };
    const process = relayRawBatch({ codec: broker.codec, publisher: { publish, close: async () => undefined }, log });
    const message = {
      ...raw('order', cancelled('order')),
      key: Buffer.from('order'),
      headers: { eventId: randomUUID() },
      originalHeaders: {},
      partition: 0,
      offset: '0',
      timestampMs: 0,
    };
    await expect(process([message])).rejects.toThrow(TransientError);
  });

  it('is retried until it succeeds, in order and without loss', async () => {
    const orderId = randomUUID();
    const reasons = Array.from({ length: 50 }, (_, index) => `${index}`);
    failures = 3;
    await broker.publisher.publish(reasons.map((reason) => raw(orderId, cancelled(orderId, { reason }))));
    const messages = await broker.waitForMessages([orderId], 50);

    const decoded = await Promise.all(messages.map(({ value }) => broker.codec.decode(topic, value as Buffer)));
    expect(decoded.map(({ reason }) => reason)).toEqual(reasons);
    expect(failures).toBeLessThan(0);
  });

  it('ends with every message committed', async () => {
    const admin = await openAdmin(broker.kafka);
    try {
      const lag = async () => {
        const ranges = await admin.rangesOf([rawTopicOf(topic)]);
        const committed = await admin.committedOf(relayGroup, [rawTopicOf(topic)]);
        const offsets = new Map(committed.map(({ partition, offset }) => [partition, offset]));
        return ranges.some(({ partition, end }) => end > (offsets.get(partition) ?? 0)) ? null : 0;
      };
      expect(await waitFor(lag, { timeoutMs: 10_000 })).toBe(0);
    } finally {
      await admin.close();
    }
  });
});
