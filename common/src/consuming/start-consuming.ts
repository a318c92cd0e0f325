import {
  retryNotBeforeHeader,
  retryTopicFor,
  retryTopicsOf,
  type Service,
  type Topic,
  topicsConsumedBy,
} from '@ticketing/contracts';
import {
  type Codec,
  type IncomingMessage,
  type KafkaClient,
  type Publisher,
  type RunningConsumer,
  replayIdOf,
  startConsumer,
} from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { Counter, type Registry } from '../metrics/index.ts';
import { runPeriodically } from '../periodic/index.ts';
import type { Applier } from './applier.ts';
import type { Arrivals } from './arrivals.ts';
import { messageLocation, messageOf, traceOf } from './consumed-message.ts';
import { type MessageOutcome, MessageProcessor } from './message-processor.ts';
import { createPoisonMessageDetector } from './poison-message-detector.ts';
import { remainingDelayMs } from './retry-policy.ts';
import { createFailedMessageRouter } from './route-failed-message.ts';
import { isSkip } from './skip.ts';
import { watchConsumer, watchLag } from './watch-consumer.ts';

export interface ConsumingOptions {
  kafka: KafkaClient;
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
  /** Minimum interval between two fetches, milliseconds, where nobody waits for an event; 0 by default. */
  fetchIntervalMs?: number | undefined;
  log: Logger;
  metrics: Registry;
}

const releaseEveryMs = 1_000;

/**
 * Consumes the service's topics and its retry topics. Each message is applied, parked, or routed to a retry or
 * dead-letter topic; while a dependency is unavailable, its partition is paused and no attempt is counted. Messages are
 * applied in batches of one transaction; when a batch fails, its messages are applied one by one, so that a failure is
 * attributed to a single message.
 */
export async function startConsuming(options: ConsumingOptions): Promise<RunningConsumer> {
  const { kafka, service, codec, publisher, applier, retryDelaysMs, log, metrics } = options;
  const poisonDetector = createPoisonMessageDetector(applier.inFlightMarkers);
  const routeFailedMessage = createFailedMessageRouter(options);
  const onOutcome = createOutcomeRecorder(options);
  const processor = new MessageProcessor({
    service,
    codec,
    publisher,
    applier,
    poisonDetector,
    routeFailedMessage,
    onOutcome,
  });
  const topics = topicsConsumedBy(service).flatMap((topic) => [topic, ...retryTopicsOf(topic, service)]);
  const consumer = await startConsumer({
    kafka,
    group: service,
    topics,
    ordering: 'key',
    isLowTraffic: isRetryTopic,
    batchSize: options.batchSize,
    fetchIntervalMs: options.fetchIntervalMs,
    log,
    onAssigned: poisonDetector.reset,
    onFirstFetch: poisonDetector.startPartition,
    isUnbatched: (message) =>
      isRetryTopic(message.topic) || isSkip(message.headers) || replayIdOf(message) !== undefined,
    waitMsOf: (message) => waitMsOf(message, retryDelaysMs),
    process: (messages, commit) => processor.process(messages, commit),
  });
  watchConsumer(consumer, metrics);
  const stopWatchingLag = watchLag(kafka, service, topics, metrics);
  const stopReleasing = runPeriodically({ name: 'release of parked events', everyMs: releaseEveryMs, log }, () =>
    applier.releaseParked(
      async (parked, error) => void (await routeFailedMessage(parked.topic, messageOf(parked), error)),
    ),
  );
  return {
    ...consumer,
    stop: async () => {
      // Messages in flight at an orderly shutdown are no crash.
      const markersCleared = poisonDetector.shutDown();
      await stopReleasing();
      await consumer.stop();
      await stopWatchingLag();
      await markersCleared;
    },
  };
}

const isRetryTopic = (topic: string): boolean => retryTopicFor(topic) !== undefined;

function waitMsOf({ topic, headers }: IncomingMessage, retryDelaysMs: readonly number[]): number {
  const tier = retryTopicFor(topic)?.tier;
  const delayMs = tier === undefined ? 0 : (retryDelaysMs[tier] ?? 0);
  return remainingDelayMs(headers[retryNotBeforeHeader], delayMs, Date.now());
}

/** Outcomes that add the event to the inbox. */
const isStateChange = (outcome: MessageOutcome) => ['applied', 'parked', 'skipped'].includes(outcome);

/** Counts and logs each outcome, and wakes the requests that wait for an applied event. */
function createOutcomeRecorder({ arrivals, log, metrics }: Pick<ConsumingOptions, 'arrivals' | 'log' | 'metrics'>) {
  const outcomes = new Counter({
    name: 'consumer_messages_total',
    help: 'Messages by their outcome',
    labelNames: ['topic', 'outcome'],
    registers: [metrics],
  });
  return (topic: Topic, message: IncomingMessage, outcome: MessageOutcome): void => {
    outcomes.inc({ topic, outcome });
    if (outcome === 'applied' && message.key) arrivals?.notify(topic, message.key.toString());
    // State changes are logged at info, duplicates at debug; a failure was already logged when it was routed.
    const level = isStateChange(outcome) ? 'info' : 'debug';
    if (log.isLevelEnabled(level))
      log[level]({ ...messageLocation(message), ...traceOf(message), outcome }, 'message processed');
  };
}
