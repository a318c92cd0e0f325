import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '@ticketing/common/kafka';
import { createMetrics } from '@ticketing/common/metrics';
import {
  deadLetterTopicOf,
  headerNames,
  type ReplayReported,
  relayGroup,
  replayHeaders,
  retryTopicOf,
} from '@ticketing/contracts';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { startMongoRelay } from '../src/mongo-relay/start-mongo-relay.ts';
import { type OutboxFixture, openOutbox, ticketEvent, updated } from './outbox-fixture.ts';
import { type BrokerFixture, log, startBrokerFixture } from './relay-fixture.ts';

let broker: BrokerFixture;
let mongo: TestMongo;
let outbox: OutboxFixture;
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  [broker, mongo] = await Promise.all([startBrokerFixture(), startTestMongo()]);
  const uri = mongo.uri('replay');
  outbox = await openOutbox(uri);
  const onStop = (_: string, stop: () => Promise<unknown>) => void stops.unshift(stop);
  const metrics = createMetrics('outbox-worker');
  await startMongoRelay({ ...broker, log, metrics, onPublished: () => undefined, onStop }, { uri, source: 'tickets' });
}, 120_000);
afterAll(async () => {
  for (const stop of stops) await stop();
  await outbox?.connection.close();
  await broker?.stop();
  await mongo?.stop();
});

const deadLetterTopic = deadLetterTopicOf(updated, relayGroup);
const wrong = (id: string) => ({ ...ticketEvent(id, 1), price: 12.5 });

/** Builds an operator's replay of a relay's dead letter. */
const replay = (eventId: string, payload: unknown, replayId = randomUUID()) => ({
  topic: retryTopicOf(updated, relayGroup, 0),
  key: 'any',
  value: Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload)),
  headers: { [headerNames.eventId]: eventId, [replayHeaders.replayId]: replayId },
});
const reportsOf = async (replayId: string, count = 1): Promise<Partial<ReplayReported>[]> => {
  const messages = await broker.waitForMessages([replayId], count);
  const reports = messages.map(({ value }) => broker.codec.decode('ops.replay.reported.v1', value as Buffer));
  return (await Promise.all(reports)).map(({ reportedAt: _, ...report }) => report);
};
const report = (replayId: string, outcome: string, errorCode: string | null = null) => ({
  ...{ replayId, group: relayGroup, topic: updated, outcome, errorCode },
});

describe('a dead row of an outbox', () => {
  let ticketId: string;
  let letter: IncomingMessage;
  let eventId: string;
  beforeEach(async () => {
    ticketId = randomUUID();
    await outbox.append(ticketId, [1], () => wrong(ticketId));
    const [first] = await broker.waitForMessages([ticketId], 1);
    expect(first?.topic).toBe(deadLetterTopic);
    letter = first as IncomingMessage;
    eventId = letter.headers.eventId as string;
    await outbox.waitForNonePending();
  });

  it('replayed with a valid payload is published under its own event id and reported', async () => {
    const message = replay(eventId, ticketEvent(ticketId, 1));
    await broker.publisher.publish([message]);
    const replayId = message.headers[replayHeaders.replayId] as string;

    expect(await reportsOf(replayId)).toEqual([report(replayId, 'published')]);
    const [, event, ...more] = await broker.waitForMessages([ticketId], 2);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ topic: updated, headers: { eventId } });
    expect({ ...(await broker.codec.decode(updated, event?.value as Buffer)) }).toEqual(ticketEvent(ticketId, 1));
    await outbox.waitForNonePending();
    expect(await outbox.outbox.findById(eventId).lean()).toMatchObject({ payload: ticketEvent(ticketId, 1) });
    expect(await outbox.deadRows.countDocuments({ _id: eventId as never })).toBe(0);

    // A second replay, unaware of the first.
    const again = replay(eventId, wrong(ticketId));
    await broker.publisher.publish([again]);
    const secondId = again.headers[replayHeaders.replayId] as string;
    expect(await reportsOf(secondId)).toEqual([report(secondId, 'duplicate')]);
    expect(await outbox.outbox.findById(eventId).lean()).toMatchObject({ payload: ticketEvent(ticketId, 1) });
    expect(await outbox.countPending()).toBe(0);
  });

  it('replayed unchanged is dead again, with its original time, and that is reported', async () => {
    const message = replay(eventId, letter.value);
    await broker.publisher.publish([message]);
    const replayId = message.headers[replayHeaders.replayId] as string;

    expect(await reportsOf(replayId)).toEqual([report(replayId, 'dead_lettered', 'schema_mismatch')]);
    const [, second, ...more] = await broker.waitForMessages([ticketId], 2);
    expect(more).toEqual([]);
    expect(second).toMatchObject({ topic: deadLetterTopic, value: letter.value });
    expect(second?.headers).toMatchObject({ eventId, [replayHeaders.replayId]: replayId, 'dlq.topic': 'outbox' });
    await outbox.waitForNonePending();
    const dead = await outbox.deadRows.findOne({ _id: eventId as never });
    expect(second?.headers['dlq.first.failed.at']).toBe(dead?.firstDiedAt.toISOString());
  });

  it('is requeued once per replay, however often that is delivered', async () => {
    const message = replay(eventId, letter.value);
    const replayId = message.headers[replayHeaders.replayId] as string;
    await broker.publisher.publish([message]);
    await reportsOf(replayId);
    await outbox.waitForNonePending();
    const witness = replay(randomUUID(), {});
    await broker.publisher.publish([message, message, witness]);
    await reportsOf(witness.headers[replayHeaders.replayId] as string);

    expect(await outbox.deadRows.countDocuments({ _id: eventId as never })).toBe(1);
    expect(broker.readOf([replayId])).toHaveLength(1);
  });
});

describe('a replay without a matching row', () => {
  it.each<[string, string, (id: string) => unknown]>([
    ['with an unknown event id', 'unknown_row', (id) => ticketEvent(id, 1)],
    ['with invalid JSON', 'undecodable', () => Buffer.from('{"id":')],
  ])('%s is dead-lettered and reported', async (_, code, payload) => {
    const message = { ...replay(randomUUID(), payload(randomUUID())), key: randomUUID() };
    await broker.publisher.publish([message]);
    const replayId = message.headers[replayHeaders.replayId] as string;

    expect(await reportsOf(replayId)).toEqual([report(replayId, 'dead_lettered', code)]);
    const [letter, ...more] = await broker.waitForMessages([message.key], 1);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ topic: deadLetterTopic, value: message.value });
    expect(letter?.headers).toMatchObject({ ...message.headers, 'dlq.topic': 'outbox', 'dlq.error.code': code });
  });
});
