import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { startConsuming, transactionalApplier } from '@ticketing/common/consuming';
import {
  createCodec,
  createKafka,
  createPublisher,
  type IncomingMessage,
  type OutgoingMessage,
  openAdmin,
  startConsumer,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { type ClientSession, connectMongo, mongoConsumerStore, prepareCollections } from '@ticketing/common/mongo';
import { deadLetterTopicOf, retryTopicsOf, type SessionRevoked } from '@ticketing/contracts';
import { startTestBroker } from '@ticketing/testing/broker';
import { startTestMongo } from '@ticketing/testing/mongo';

export const topic = 'auth.session.revoked.v1';
export const group = 'tickets';
export const deadLetterTopic = deadLetterTopicOf(topic, group);
export const reportTopic = 'ops.replay.reported.v1';
/** Short, and different enough to distinguish the tiers. */
export const retryDelaysMs = [300, 600];
const log = silentLogger();

export type Consuming = Awaited<ReturnType<typeof startConsumingFixture>>;

/**
 * A service that consumes from a real broker into a real database. Its handler records each event in a collection, in
 * the transaction. A test defines further behaviour by the event's session id, which is also the key.
 */
export async function startConsumingFixture() {
  const [broker, mongo] = await Promise.all([startTestBroker(), startTestMongo()]);
  const kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log });
  const publisher = await createPublisher(kafka);
  const codec = createCodec(broker.registryUrl);
  const connection = await connectMongo(mongo.uri('consuming'));
  const store = mongoConsumerStore(connection);
  await prepareCollections(connection);
  const effects = await connection.createCollection<{ sid: string; step: number }>('effects');
  const admin = await openAdmin(kafka);

  /** Runs before the handler records the event. */
  const behaviours = new Map<string, (step: number) => Promise<void>>();
  const subscriptions = {
    [topic]: async ({ event, tx }: { event: SessionRevoked; tx: ClientSession }) => {
      await behaviours.get(event.sid)?.(event.expiresAt);
      await effects.insertOne({ sid: event.sid, step: event.expiresAt }, { session: tx });
    },
  };
  const start = async (metrics = createMetrics('test')) => {
    const applier = transactionalApplier({ store, subscriptions, log, metrics });
    return startConsuming({
      kafka,
      service: group,
      codec,
      publisher,
      applier,
      retryDelaysMs,
      batchSize: 200,
      log,
      metrics,
    });
  };

  /** Messages on retry, dead-letter and replay-report topics. */
  const sent: IncomingMessage[] = [];
  const reader = await startConsumer({
    kafka,
    group: randomUUID(),
    topics: [deadLetterTopic, ...retryTopicsOf(topic, group), reportTopic],
    process: async (messages) => void sent.push(...messages),
    log,
  });
  const sentTo = (target: string, key: string) =>
    sent.filter((message) => message.topic === target && message.key?.toString() === key);
  const waitForOneOf = (target: string, key: string, index: number) =>
    waitFor(async () => sentTo(target, key)[index] ?? null, { timeoutMs: 40_000 });

  const stepsOf = async (sid: string) =>
    (await effects.find({ sid }).sort({ _id: 1 }).toArray()).map(({ step }) => step);
  return {
    registryUrl: broker.registryUrl,
    admin,
    behaviours,
    start,
    stepsOf,
    effects,
    inbox: connection.collection<{ _id: string }>('inbox'),
    encode: (sid: string, step: number) => codec.encode(topic, { sid, expiresAt: step }),
    publish: (key: string, value: Buffer | null, headers: Record<string, string | Buffer> = {}) =>
      publisher.publish([{ topic, key, value, headers }]),
    /** Publishes steps of one session in order, each with its own event id. */
    async publishSteps(sid: string, steps: number[]) {
      const messages = steps.map(async (step) => ({
        topic,
        key: sid,
        value: await codec.encode(topic, { sid, expiresAt: step }),
        headers: { eventId: randomUUID() },
      }));
      await publisher.publish(await Promise.all(messages));
    },
    /** Waits until the handler has recorded these steps; @returns all recorded steps */
    async waitForSteps(sid: string, count: number, timeoutMs = 20_000) {
      await waitFor(async () => ((await stepsOf(sid)).length >= count ? true : null), { timeoutMs });
      return stepsOf(sid);
    },
    sentTo,
    deadLettersOf: (key: string) => sentTo(deadLetterTopic, key),
    /** @param index of the awaited one, from 0 */
    waitForDeadLetter: (key: string, index = 0) => waitForOneOf(deadLetterTopic, key, index),
    async waitForReport(replayId: string) {
      const report = await waitForOneOf(reportTopic, replayId, 0);
      return report?.value ? codec.decode(reportTopic, report.value) : null;
    },
    send: (message: OutgoingMessage) => publisher.publish([message]),
    handling: connection.collection<{ _id: string; begun: number }>('handling'),
    /** Messages after the group's committed offsets. */
    async lag() {
      const committed = await admin.committedOf(group, [topic]);
      const offsets = new Map(committed.map(({ partition, offset }) => [partition, offset]));
      return (await admin.rangesOf([topic])).reduce(
        (sum, { partition, end }) => sum + end - (offsets.get(partition) ?? 0),
        0,
      );
    },
    async stop() {
      await reader.stop();
      await admin.close();
      await publisher.close();
      await connection.close();
      await Promise.all([broker.stop(), mongo.stop()]);
    },
  };
}
