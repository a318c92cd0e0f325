import { deadLetterTopicOf, retryNotBeforeHeader, retryTopicOf, type Service, type Topic } from '@ticketing/contracts';
import { attemptsBehind, failedMessage, type IncomingMessage, type Publisher } from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { whereabouts } from './consumed-message.ts';
import { nextStep } from './retry-policy.ts';

export interface SendOnOptions {
  service: Service;
  publisher: Publisher;
  retryDelaysMs: readonly number[];
  log: Logger;
}

/** Sends a message that failed by itself to where it belongs now: the next retry topic, or the dead-letter topic. */
export const sendOn =
  ({ service, publisher, retryDelaysMs, log }: SendOnOptions) =>
  async (topic: Topic, message: IncomingMessage, error: unknown): Promise<'retry_later' | 'dead_lettered'> => {
    const at = new Date();
    const attempts = attemptsBehind(message) + 1;
    const next = nextStep(error, attempts, retryDelaysMs);
    if (next.kind === 'retry') {
      const failed = failedMessage(message, retryTopicOf(topic, service, next.tier), { error, attempts, at });
      failed.headers[retryNotBeforeHeader] = String(at.getTime() + next.delayMs);
      await publisher.publish([failed]);
      const retryInMs = next.delayMs;
      log.warn({ err: error, ...whereabouts(message), attempts, retryInMs }, 'message failed; will retry');
      return 'retry_later';
    }
    await publisher.publish([failedMessage(message, deadLetterTopicOf(topic, service), { error, attempts, at })]);
    log.error({ err: error, ...whereabouts(message), attempts }, 'message dead-lettered');
    return 'dead_lettered';
  };
