import {
  headerNames,
  retryNotBeforeHeader,
  retryTopicFor,
  retryTopicsOf,
  type Service,
  type Topic,
  topicsConsumedBy,
} from '@ticketing/contracts';
import { isTransient, PermanentError } from '../errors/index.ts';
import { failpoint } from '../failpoints/index.ts';
import {
  type Codec,
  type Commit,
  type createKafka,
  errorCodeOf,
  type IncomingMessage,
  type Publisher,
  type RunningConsumer,
  replayIdOf,
  replayReport,
  startConsumer,
} from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { Counter, type Registry } from '../metrics/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import { SpanKind, withSpan } from '../telemetry/index.ts';
import type { Applier, DecodedEvent, Outcome } from './applier.ts';
import type { Arrivals } from './arrivals.ts';
import { eventOriginOf, eventTopicOf, messageLocation, messageOf, traceOf } from './consumed-message.ts';
import { createPoisonMessageDetector, poisonThreshold } from './poison-message-detector.ts';
import { remainingDelayMs } from './retry-policy.ts';
import { createFailedMessageRouter } from './route-failed-message.ts';
import { isSkip, skipOf } from './skip.ts';
import { watchConsumer } from './watch-consumer.ts';

export interface ConsumingOptions {
  kafka: ReturnType<typeof createKafka>;
  /** Also the name of the consumer group. */
  service: Service;
  codec: Codec;
  publisher: Publisher;
  /** Applies events to the service's database. When a call resolves, the outcome is durable. */
  applier: Applier;
  /** Notified of every applied event, for requests that wait for one. */
  arrivals?: Arrivals;
  /** Delay of each retry tier, milliseconds; at most as many as the catalogue has tiers. */
  retryDelaysMs: readonly number[];
  /** Maximum number of messages applied in one transaction. */
  batchSize: number;
  log: Logger;
  metrics: Registry;
}

type MessageOutcome = Outcome | 'retry_later' | 'dead_lettered';
/** Outcomes that add the event to the inbox. */
const isStateChange = (outcome: MessageOutcome) => ['applied', 'parked', 'skipped'].includes(outcome);
/** Outcomes that leave the inbox unchanged, so a redelivery would publish the message again. */
const isRerouted = (outcome: MessageOutcome) => outcome === 'retry_later' || outcome === 'dead_lettered';

const releaseEveryMs = 1_000;

/**
 * Consumes the service's topics and its retry topics. Each message is applied, parked, or routed to a retry or
 * dead-letter topic; while a dependency is unavailable, its partition is paused and no attempt is counted. Messages are
 * applied in batches of one transaction; when a batch fails, its messages are applied one by one, so that a failure is
 * attributed to a single message.
 */
export async function startConsuming(options: ConsumingOptions): Promise<RunningConsumer> {
  const { kafka, service, codec, publisher, applier, arrivals, retryDelaysMs, log, metrics } = options;
  const poisonDetector = createPoisonMessageDetector(applier.inFlightMarkers);
  const routeFailedMessage = createFailedMessageRouter(options);
  const outcomes = new Counter({
    name: 'consumer_messages_total',
    help: 'Messages by their outcome',
    labelNames: ['topic', 'outcome'],
    registers: [metrics],
  });
  const recordOutcome = (topic: Topic, message: IncomingMessage, outcome: MessageOutcome) => {
    outcomes.inc({ topic, outcome });
    if (outcome === 'applied' && message.key) arrivals?.notify(topic, message.key.toString());
    // State changes are logged at info, duplicates at debug; a failure was already logged when it was routed.
    const level = isStateChange(outcome) ? 'info' : 'debug';
    if (log.isLevelEnabled(level))
      log[level]({ ...messageLocation(message), ...traceOf(message), outcome }, 'message processed');
  };

  const decode = async (topic: Topic, message: IncomingMessage): Promise<DecodedEvent> => {
    if (!message.value) throw new PermanentError('empty_value', 'the message has no value');
    return { ...eventOriginOf(topic, message), event: await codec.decode(topic, message.value) };
  };

  const apply = async (topic: Topic, message: IncomingMessage): Promise<Outcome> => {
    const skip = skipOf(message.headers);
    return skip
      ? applier.skip({ ...eventOriginOf(topic, message), ...skip })
      : applier.apply(await decode(topic, message));
  };

  const applyOrRoute = async (topic: Topic, message: IncomingMessage, crashes = 0): Promise<MessageOutcome> => {
    let outcome: MessageOutcome;
    let errorCode: string | null = null;
    try {
      if (crashes >= poisonThreshold)
        throw new PermanentError('process_killer', `the process crashed ${crashes} times with this message in flight`);
      await failpoint('consumer.before-apply', topic);
      outcome = await apply(topic, message);
    } catch (error) {
      if (isTransient(error)) throw error;
      outcome = await routeFailedMessage(topic, message, error);
      errorCode = errorCodeOf(error);
    }
    const replayId = replayIdOf(message);
    if (replayId && outcome !== 'retry_later')
      await publisher.publish([await replayReport(codec, replayId, { group: service, topic, outcome, errorCode })]);
    return outcome;
  };

  const processOne = async (topic: Topic, message: IncomingMessage, commit: Commit): Promise<void> => {
    const traceparent = message.headers[headerNames.traceparent];
    await withSpan({ name: `process ${topic}`, kind: SpanKind.CONSUMER, traceparent }, async () => {
      const outcome = poisonDetector.isSuspect(message)
        ? await poisonDetector.processOne(message, (crashes) => applyOrRoute(topic, message, crashes))
        : await applyOrRoute(topic, message);
      await failpoint('consumer.after-apply', topic);
      if (isRerouted(outcome)) commit.immediately();
      recordOutcome(topic, message, outcome);
    });
  };

  const processBatch = async (batch: readonly { topic: Topic; message: IncomingMessage }[]): Promise<void> => {
    const topics = new Set(batch.map(({ topic }) => topic));
    const suspects = batch.map(({ message }) => message).filter(poisonDetector.isSuspect);
    const applyAll = async () => {
      for (const topic of topics) await failpoint('consumer.before-apply', topic);
      const events = await Promise.all(batch.map(({ topic, message }) => decode(topic, message)));
      return applier.applyAll(events);
    };
    const results = await (suspects.length > 0 ? poisonDetector.processBatch(suspects, applyAll) : applyAll());
    for (const topic of topics) await failpoint('consumer.after-apply', topic);
    for (const [index, { topic, message }] of batch.entries())
      recordOutcome(topic, message, results[index] ?? 'duplicate');
  };

  const consumer = await startConsumer({
    kafka,
    group: service,
    topics: topicsConsumedBy(service).flatMap((topic) => [topic, ...retryTopicsOf(topic, service)]),
    ordering: 'key',
    isLowTraffic: (topic) => retryTopicFor(topic) !== undefined,
    batchSize: options.batchSize,
    log,
    onAssigned: poisonDetector.reset,
    onFirstFetch: poisonDetector.startPartition,
    isUnbatched: (message) =>
      retryTopicFor(message.topic) !== undefined || isSkip(message.headers) || replayIdOf(message) !== undefined,
    waitMsOf: ({ topic, headers }) => {
      const tier = retryTopicFor(topic)?.tier;
      const delayMs = tier === undefined ? 0 : (retryDelaysMs[tier] ?? 0);
      return remainingDelayMs(headers[retryNotBeforeHeader], delayMs, Date.now());
    },
    process: async (messages, commit) => {
      const consumed = messages.flatMap((message) => {
        const topic = eventTopicOf(message);
        return topic ? [{ topic, message }] : [];
      });
      const [first] = consumed;
      if (!first) return;
      if (consumed.length > 1) await processBatch(consumed);
      else await processOne(first.topic, first.message, commit);
    },
  });
  watchConsumer(consumer, metrics);

  const releaseParked = () =>
    applier.releaseParked(
      async (parked, error) => void (await routeFailedMessage(parked.topic, messageOf(parked), error)),
    );
  const stopReleasing = runPeriodically(
    { name: 'release of parked events', everyMs: releaseEveryMs, log },
    releaseParked,
  );
  return {
    ...consumer,
    stop: async () => {
      // Messages in flight at an orderly shutdown are no crash.
      const markersCleared = poisonDetector.shutDown();
      await stopReleasing();
      await consumer.stop();
      await markersCleared;
    },
  };
}
