import {
  deadLetterTopicOf,
  failureHeaders,
  headerNames,
  isTopic,
  retryNotBeforeHeader,
  retryTopicFor,
  retryTopicOf,
  retryTopicsOf,
  type Service,
  type Topic,
  topicsConsumedBy,
} from '@ticketing/contracts';
import { isTransient, PermanentError } from '../errors/index.ts';
import { failpoint } from '../failpoints/index.ts';
import {
  attemptsBehind,
  type Codec,
  type createKafka,
  errorCodeOf,
  failedMessage,
  type IncomingMessage,
  originOf,
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
import type { Applier, Outcome } from './applier.ts';
import type { ParkedEvent } from './consumer-store.ts';
import { createLoneHandling, deathsOfAKiller } from './handle-alone.ts';
import { nextStep, remainingDelayMs } from './retry-policy.ts';
import { skipOf } from './skip.ts';
import { watchConsumer } from './watch-consumer.ts';

export interface ConsumingOptions {
  kafka: ReturnType<typeof createKafka>;
  /** Also the consumer group. */
  service: Service;
  codec: Codec;
  publisher: Publisher;
  /** Applies events in the service's own way; when it resolves, the event is durably dealt with. */
  applier: Applier;
  /** Waiting time of each retry tier, milliseconds; at most as many as the catalogue has tiers. */
  retryDelaysMs: readonly number[];
  log: Logger;
  metrics: Registry;
}

type Taken = Outcome | 'retry_later' | 'dead_lettered';
/** The inbox has these now and did not before. */
const isNews = (taken: Taken) => taken === 'applied' || taken === 'parked' || taken === 'skipped';
/** The inbox does not know of these, so a redelivery would send them once more. */
const isSentOn = (taken: Taken) => taken === 'retry_later' || taken === 'dead_lettered';

const releaseEveryMs = 1_000;

/**
 * Consumes the service's topics and its retry topics. A message is applied, parked, sent to a retry or dead-letter topic,
 * or waited with: a dependency that is away holds back the partition and counts nothing.
 */
export async function startConsuming(options: ConsumingOptions): Promise<RunningConsumer> {
  const { kafka, service, codec, publisher, applier, retryDelaysMs, log, metrics } = options;
  const loneHandling = createLoneHandling(applier.handling);
  const outcomes = new Counter({
    name: 'consumer_messages_total',
    help: 'Messages by what became of them',
    labelNames: ['topic', 'outcome'],
    registers: [metrics],
  });

  const apply = async (topic: Topic, message: IncomingMessage): Promise<Outcome> => {
    const { key, value, headers } = message;
    const traceparent = headers[headerNames.traceparent] ?? null;
    const origin = { topic, eventId: eventIdOf(message), key, value, headers: parkableHeaders(message), traceparent };
    const skip = skipOf(headers);
    if (skip) return applier.skip({ ...origin, ...skip });
    if (!value) throw new PermanentError('empty_value', 'the message has no value');
    return applier.apply({ ...origin, event: await codec.decode(topic, value) });
  };

  /** @returns the outcome, after the message was sent to where it belongs now */
  const fail = async (topic: Topic, message: IncomingMessage, error: unknown): Promise<Taken> => {
    const at = new Date();
    const attempts = attemptsBehind(message) + 1;
    const next = nextStep(error, attempts, retryDelaysMs);
    const target = next.kind === 'retry' ? retryTopicOf(topic, service, next.tier) : deadLetterTopicOf(topic, service);
    const failed = failedMessage(message, target, { error, attempts, at });
    if (next.kind === 'retry') {
      failed.headers[retryNotBeforeHeader] = String(at.getTime() + next.delayMs);
      await publisher.publish([failed]);
      log.warn(
        { err: error, ...whereabouts(message), attempts, retryInMs: next.delayMs },
        'message failed; will retry',
      );
      return 'retry_later';
    }
    await publisher.publish([failed]);
    log.error({ err: error, ...whereabouts(message), attempts }, 'message dead-lettered');
    return 'dead_lettered';
  };

  const attempt = async (topic: Topic, message: IncomingMessage, deaths = 0): Promise<Taken> => {
    let outcome: Taken;
    let errorCode: string | null = null;
    try {
      if (deaths >= deathsOfAKiller)
        throw new PermanentError('process_killer', `the process died ${deaths} times while it handled this message`);
      await failpoint('consumer.before-apply', topic);
      outcome = await apply(topic, message);
    } catch (error) {
      if (isTransient(error)) throw error;
      outcome = await fail(topic, message, error);
      errorCode = errorCodeOf(error);
    }
    const replayId = replayIdOf(message);
    if (replayId && outcome !== 'retry_later')
      await publisher.publish([await replayReport(codec, replayId, { group: service, topic, outcome, errorCode })]);
    return outcome;
  };

  const take = async (topic: Topic, message: IncomingMessage): Promise<Taken> => {
    if (loneHandling.isTrusted(message)) return attempt(topic, message);
    const outcome = await loneHandling.run(message, (deaths) => attempt(topic, message, deaths));
    if (isNews(outcome)) loneHandling.trust(message);
    return outcome;
  };

  const consumer = await startConsumer({
    kafka,
    group: service,
    topics: topicsConsumedBy(service).flatMap((topic) => [topic, ...retryTopicsOf(topic, service)]),
    log,
    onJoined: loneHandling.distrust,
    waitMsOf: ({ topic, headers }) => {
      const tier = retryTopicFor(topic)?.tier;
      const delayMs = tier === undefined ? 0 : (retryDelaysMs[tier] ?? 0);
      return remainingDelayMs(headers[retryNotBeforeHeader], delayMs, Date.now());
    },
    process: async ([message], commit) => {
      const topic = message && eventTopicOf(message);
      if (!topic) return;
      const span = {
        name: `process ${topic}`,
        kind: SpanKind.CONSUMER,
        traceparent: message.headers[headerNames.traceparent],
      };
      await withSpan(span, async () => {
        const outcome = await take(topic, message);
        await failpoint('consumer.after-apply', topic);
        if (applier.commitsEach || isSentOn(outcome)) commit.atOnce();
        outcomes.inc({ topic, outcome });
        // A state change is told; repeats are not, and a failure has been.
        const level = isNews(outcome) ? 'info' : 'debug';
        log[level]({ ...whereabouts(message), outcome }, 'message processed');
      });
    },
  });
  watchConsumer(consumer, metrics);
  const releaseParked = () =>
    applier.releaseParked(async (parked, error) => void (await fail(parked.topic, messageOf(parked), error)));
  const stopReleasing = runPeriodically(
    { name: 'release of parked events', everyMs: releaseEveryMs, log },
    releaseParked,
  );
  return {
    ...consumer,
    stop: async () => {
      await stopReleasing();
      await consumer.stop();
    },
  };
}

/** The event topic of a message, whether it came by it or by one of its retry topics. */
const eventTopicOf = ({ topic }: IncomingMessage): Topic | undefined =>
  isTopic(topic) ? topic : retryTopicFor(topic)?.topic;

/** A message without an event id is identified by where it first came from. */
const eventIdOf = (message: IncomingMessage): string =>
  message.headers[headerNames.eventId] ?? Object.values(originOf(message)).join('/');

/** Which message a log line is about. */
const whereabouts = (message: IncomingMessage) => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  eventId: eventIdOf(message),
});

/** What is kept of a message that is parked: its text headers, and where it came from. */
const parkableHeaders = (message: IncomingMessage): Record<string, string> => ({
  ...message.headers,
  ...originOf(message),
});

/** A parked event as the message it once was. */
const messageOf = ({ key, value, headers }: ParkedEvent): IncomingMessage => ({
  topic: headers[failureHeaders.originTopic] ?? '',
  partition: Number(headers[failureHeaders.originPartition]),
  offset: headers[failureHeaders.originOffset] ?? '',
  key,
  value,
  headers,
  originalHeaders: headers,
  timestampMs: Date.now(),
});
