import {
  deadLetterTopicOf,
  headerNames,
  isTopic,
  type Service,
  type Topic,
  topicsConsumedBy,
} from '@ticketing/contracts';
import { backoffDelayMs, pause } from '../backoff/index.ts';
import { DomainError, isTransient, PermanentError } from '../errors/index.ts';
import {
  type Codec,
  type createKafka,
  failedMessage,
  type IncomingMessage,
  type Publisher,
  type RunningConsumer,
  startConsumer,
} from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { Counter, type Registry } from '../metrics/index.ts';
import { SpanKind, withSpan } from '../telemetry/index.ts';
import type { DecodedEvent } from './dispatcher.ts';

export interface ConsumingOptions {
  kafka: ReturnType<typeof createKafka>;
  /** Also the consumer group. */
  service: Service;
  codec: Codec;
  publisher: Publisher;
  /** Applies one event; when it resolves, the event is durably dealt with, and it says how. */
  apply: (event: DecodedEvent) => Promise<string>;
  log: Logger;
  metrics: Registry;
}

/** Attempts at a message that fails by itself, before it is dead-lettered. */
const maxOwnFailures = 5;
const ownFailureBackoff = { baseMs: 100, capMs: 2_000 };

/**
 * Consumes the service's topics. A message is applied, parked, dead-lettered, or waited with: a dependency that is away
 * holds back the partition and counts nothing; a message's own failure is retried a few times and then dead-lettered.
 */
export async function startConsuming(options: ConsumingOptions): Promise<RunningConsumer> {
  const { kafka, service, codec, publisher, apply, log, metrics } = options;
  const outcomes = new Counter({
    name: 'consumer_messages_total',
    help: 'Messages by what became of them',
    labelNames: ['topic', 'outcome'],
    registers: [metrics],
  });

  const applyOnce = async (topic: Topic, message: IncomingMessage) => {
    if (!message.value) throw new PermanentError('empty_value', 'the message has no value');
    const event = await codec.decode(topic, message.value);
    const { key, value, headers } = message;
    return apply({
      topic,
      eventId: eventIdOf(message),
      event,
      key,
      value,
      headers,
      traceparent: headers[headerNames.traceparent] ?? null,
    });
  };

  const deadLetter = async (topic: Topic, message: IncomingMessage, error: unknown) => {
    await publisher.publish([
      failedMessage(message, deadLetterTopicOf(topic, service), { error, attempts: 1, at: new Date() }),
    ]);
    log.error({ err: error, ...whereabouts(message) }, 'message dead-lettered');
  };

  const process = async (topic: Topic, message: IncomingMessage): Promise<string> => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await applyOnce(topic, message);
      } catch (error) {
        if (isTransient(error)) throw error;
        const isFinal = error instanceof PermanentError || error instanceof DomainError || failures >= maxOwnFailures;
        if (isFinal) {
          await deadLetter(topic, message, error);
          return 'dead_lettered';
        }
        const retryInMs = backoffDelayMs(failures, ownFailureBackoff);
        log.warn({ err: error, ...whereabouts(message), attempt: failures, retryInMs }, 'message failed; will retry');
        await pause(retryInMs);
      }
    }
  };

  return startConsumer({
    kafka,
    group: service,
    topics: topicsConsumedBy(service),
    log,
    process: async ([message]) => {
      if (!message || !isTopic(message.topic)) return;
      const { topic } = message;
      const span = {
        name: `process ${topic}`,
        kind: SpanKind.CONSUMER,
        traceparent: message.headers[headerNames.traceparent],
      };
      await withSpan(span, async () => {
        const outcome = await process(topic, message);
        outcomes.inc({ topic, outcome });
        // A state change is told; repeats are not, and a dead letter has been.
        const level = outcome === 'applied' || outcome === 'parked' ? 'info' : 'debug';
        log[level]({ ...whereabouts(message), outcome }, 'message processed');
      });
    },
  });
}

/** A message without an event id is identified by where it came from. */
const eventIdOf = ({ topic, partition, offset, headers }: IncomingMessage): string =>
  headers[headerNames.eventId] ?? `${topic}/${partition}/${offset}`;

/** Which message a log line is about. */
const whereabouts = (message: IncomingMessage) => ({
  topic: message.topic,
  partition: message.partition,
  offset: message.offset,
  eventId: eventIdOf(message),
});
