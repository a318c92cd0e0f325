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
import { eventOriginOf, eventTopicOf, messageOf, traceOf, whereabouts } from './consumed-message.ts';
import { createLoneHandling, deathsOfAKiller } from './handle-alone.ts';
import { remainingDelayMs } from './retry-policy.ts';
import { sendOn } from './send-on.ts';
import { isSkip, skipOf } from './skip.ts';
import { watchConsumer } from './watch-consumer.ts';

export interface ConsumingOptions {
  kafka: ReturnType<typeof createKafka>;
  /** Also the consumer group. */
  service: Service;
  codec: Codec;
  publisher: Publisher;
  /** Applies events in the service's own way; when it resolves, the event is durably dealt with. */
  applier: Applier;
  /** Told of every event that was applied, for those who wait for it. */
  arrivals?: Arrivals;
  /** Waiting time of each retry tier, milliseconds; at most as many as the catalogue has tiers. */
  retryDelaysMs: readonly number[];
  /** Messages applied in one transaction, at most. */
  batchSize: number;
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
 * or waited with: an unavailable dependency holds back the partition and counts nothing. Messages are applied together, in
 * one transaction; when that fails they are taken one by one, so that one message's failure is its own.
 */
export async function startConsuming(options: ConsumingOptions): Promise<RunningConsumer> {
  const { kafka, service, codec, publisher, applier, arrivals, retryDelaysMs, log, metrics } = options;
  const loneHandling = createLoneHandling(applier.handling);
  const fail = sendOn(options);
  const outcomes = new Counter({
    name: 'consumer_messages_total',
    help: 'Messages by their outcome',
    labelNames: ['topic', 'outcome'],
    registers: [metrics],
  });
  const note = (topic: Topic, message: IncomingMessage, outcome: Taken) => {
    outcomes.inc({ topic, outcome });
    if (outcome === 'applied' && message.key) arrivals?.notify(topic, message.key.toString());
    // A state change is told; repeats are not, and a failure has been.
    const level = isNews(outcome) ? 'info' : 'debug';
    if (log.isLevelEnabled(level))
      log[level]({ ...whereabouts(message), ...traceOf(message), outcome }, 'message processed');
  };

  const decoded = async (topic: Topic, message: IncomingMessage): Promise<DecodedEvent> => {
    if (!message.value) throw new PermanentError('empty_value', 'the message has no value');
    return { ...eventOriginOf(topic, message), event: await codec.decode(topic, message.value) };
  };

  const apply = async (topic: Topic, message: IncomingMessage): Promise<Outcome> => {
    const skip = skipOf(message.headers);
    return skip
      ? applier.skip({ ...eventOriginOf(topic, message), ...skip })
      : applier.apply(await decoded(topic, message));
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

  const takeAlone = async (topic: Topic, message: IncomingMessage, commit: Commit): Promise<void> => {
    const traceparent = message.headers[headerNames.traceparent];
    await withSpan({ name: `process ${topic}`, kind: SpanKind.CONSUMER, traceparent }, async () => {
      const outcome = loneHandling.isTrusted(message)
        ? await attempt(topic, message)
        : await loneHandling.run(message, (deaths) => attempt(topic, message, deaths));
      await failpoint('consumer.after-apply', topic);
      if (isSentOn(outcome)) commit.atOnce();
      note(topic, message, outcome);
    });
  };

  const takeTogether = async (taken: readonly { topic: Topic; message: IncomingMessage }[]): Promise<void> => {
    const topics = new Set(taken.map(({ topic }) => topic));
    const suspects = taken.map(({ message }) => message).filter((message) => !loneHandling.isTrusted(message));
    const applyAll = async () => {
      for (const topic of topics) await failpoint('consumer.before-apply', topic);
      const events = await Promise.all(taken.map(({ topic, message }) => decoded(topic, message)));
      return applier.applyAll(events);
    };
    const results = await (suspects.length > 0 ? loneHandling.runTogether(suspects, applyAll) : applyAll());
    for (const topic of topics) await failpoint('consumer.after-apply', topic);
    for (const [index, { topic, message }] of taken.entries()) note(topic, message, results[index] ?? 'duplicate');
  };

  const consumer = await startConsumer({
    kafka,
    group: service,
    topics: topicsConsumedBy(service).flatMap((topic) => [topic, ...retryTopicsOf(topic, service)]),
    ordering: 'key',
    isSeldom: (topic) => retryTopicFor(topic) !== undefined,
    batchSize: options.batchSize,
    log,
    onJoined: loneHandling.distrust,
    onFirstFetch: loneHandling.suspect,
    isAlone: (message) =>
      retryTopicFor(message.topic) !== undefined || isSkip(message.headers) || replayIdOf(message) !== undefined,
    waitMsOf: ({ topic, headers }) => {
      const tier = retryTopicFor(topic)?.tier;
      const delayMs = tier === undefined ? 0 : (retryDelaysMs[tier] ?? 0);
      return remainingDelayMs(headers[retryNotBeforeHeader], delayMs, Date.now());
    },
    process: async (messages, commit) => {
      const taken = messages.flatMap((message) => {
        const topic = eventTopicOf(message);
        return topic ? [{ topic, message }] : [];
      });
      const [first] = taken;
      if (!first) return;
      if (taken.length > 1) await takeTogether(taken);
      else await takeAlone(first.topic, first.message, commit);
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
      // A process that ends as it was told to has not died over what it has in hand.
      const forgiven = loneHandling.forgive();
      await stopReleasing();
      await consumer.stop();
      await forgiven;
    },
  };
}
