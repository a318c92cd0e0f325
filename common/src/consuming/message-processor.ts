import { headerNames, type Service, type Topic } from '@ticketing/contracts';
import { isTransient, PermanentError } from '../errors/index.ts';
import { failpoint } from '../failpoints/index.ts';
import {
  type Codec,
  type Commit,
  errorCodeOf,
  type IncomingMessage,
  type Publisher,
  replayIdOf,
  replayReport,
} from '../kafka/index.ts';
import { processingSpan, withSpan } from '../telemetry/index.ts';
import type { Applier, DecodedEvent, Outcome } from './applier.ts';
import { eventOriginOf, eventTopicOf } from './consumed-message.ts';
import { type PoisonMessageDetector, poisonThreshold } from './poison-message-detector.ts';
import type { RouteFailedMessage } from './route-failed-message.ts';
import { skipOf } from './skip.ts';

/** The {@link Outcome}s of an applied message, and those of a failed one, which goes to another topic. */
export type MessageOutcome = Outcome | 'retry_later' | 'dead_lettered';

export interface MessageProcessorOptions {
  service: Service;
  codec: Codec;
  publisher: Publisher;
  applier: Applier;
  poisonDetector: PoisonMessageDetector;
  routeFailedMessage: RouteFailedMessage;
  onOutcome: (topic: Topic, message: IncomingMessage, outcome: MessageOutcome) => void;
}

/** A message of a topic that the service consumes, arrived on it or on one of its retry topics. */
interface Consumed {
  topic: Topic;
  message: IncomingMessage;
}

/** Outcomes that leave the inbox unchanged, so a redelivery would publish the message again. */
const isRerouted = (outcome: MessageOutcome) => outcome === 'retry_later' || outcome === 'dead_lettered';

/**
 * Brings each message to one of its {@link MessageOutcome}s. A batch is one transaction; if it fails, the caller sends
 * its messages again, one by one, so that a failure is attributed to a single message.
 */
export class MessageProcessor {
  readonly #options: MessageProcessorOptions;

  constructor(options: MessageProcessorOptions) {
    this.#options = options;
  }

  /** @throws a transient error, or any error of a batch; the messages are then processed again */
  async process(messages: readonly IncomingMessage[], commit: Commit): Promise<void> {
    const consumed = messages.flatMap((message) => {
      const topic = eventTopicOf(message);
      return topic ? [{ topic, message }] : [];
    });
    const [first] = consumed;
    if (!first) return;
    if (consumed.length > 1) await this.#processBatch(consumed);
    else await this.#processOne(first, commit);
  }

  async #processBatch(batch: readonly Consumed[]): Promise<void> {
    const { applier, poisonDetector, onOutcome } = this.#options;
    const topics = new Set(batch.map(({ topic }) => topic));
    const suspects = batch.map(({ message }) => message).filter(poisonDetector.isSuspect);
    const applyAll = async () => {
      for (const topic of topics) await failpoint('consumer.before-apply', topic);
      return applier.applyAll(await Promise.all(batch.map((consumed) => this.#decode(consumed))));
    };
    const results = await (suspects.length > 0 ? poisonDetector.processBatch(suspects, applyAll) : applyAll());
    for (const topic of topics) await failpoint('consumer.after-apply', topic);
    for (const [index, { topic, message }] of batch.entries()) onOutcome(topic, message, results[index] ?? 'duplicate');
  }

  async #processOne(consumed: Consumed, commit: Commit): Promise<void> {
    const { poisonDetector, onOutcome } = this.#options;
    const { topic, message } = consumed;
    const traceparent = message.headers[headerNames.traceparent];
    await withSpan({ ...processingSpan(topic), traceparent }, async () => {
      const outcome = poisonDetector.isSuspect(message)
        ? await poisonDetector.processOne(message, (crashes) => this.#applyOrRoute(consumed, crashes))
        : await this.#applyOrRoute(consumed);
      await failpoint('consumer.after-apply', topic);
      if (isRerouted(outcome)) commit.immediately();
      onOutcome(topic, message, outcome);
    });
  }

  async #applyOrRoute(consumed: Consumed, crashes = 0): Promise<MessageOutcome> {
    const { topic, message } = consumed;
    let outcome: MessageOutcome;
    let errorCode: string | null = null;
    try {
      if (crashes >= poisonThreshold)
        throw new PermanentError('process_killer', `the process crashed ${crashes} times with this message in flight`);
      await failpoint('consumer.before-apply', topic);
      outcome = await this.#apply(consumed);
    } catch (error) {
      if (isTransient(error)) throw error;
      outcome = await this.#options.routeFailedMessage(topic, message, error);
      errorCode = errorCodeOf(error);
    }
    await this.#reportReplay(consumed, outcome, errorCode);
    return outcome;
  }

  /** Reports the final outcome of a resent message. */
  async #reportReplay({ topic, message }: Consumed, outcome: MessageOutcome, errorCode: string | null): Promise<void> {
    const { codec, publisher, service } = this.#options;
    const replayId = replayIdOf(message);
    if (replayId && outcome !== 'retry_later')
      await publisher.publish([await replayReport(codec, replayId, { group: service, topic, outcome, errorCode })]);
  }

  async #apply(consumed: Consumed): Promise<Outcome> {
    const { applier } = this.#options;
    const { topic, message } = consumed;
    const skip = skipOf(message.headers);
    return skip
      ? applier.skip({ ...eventOriginOf(topic, message), ...skip })
      : applier.apply(await this.#decode(consumed));
  }

  async #decode({ topic, message }: Consumed): Promise<DecodedEvent> {
    if (!message.value) throw new PermanentError('empty_value', 'the message has no value');
    return { ...eventOriginOf(topic, message), event: await this.#options.codec.decode(topic, message.value) };
  }
}
