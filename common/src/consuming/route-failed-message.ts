import { deadLetterTopicOf, retryNotBeforeHeader, retryTopicOf, type Service, type Topic } from '@ticketing/contracts';
import { failedAttemptsOf, failedMessage, type IncomingMessage, type Publisher } from '../kafka/index.ts';
import type { Logger } from '../log/index.ts';
import { messageLocation } from './consumed-message.ts';
import { nextStep } from './retry-policy.ts';

export interface FailedMessageRouterOptions {
  service: Service;
  publisher: Publisher;
  retryDelaysMs: readonly number[];
  log: Logger;
}

/** Routes a failed message to its next retry topic, or to the dead-letter topic. */
export const createFailedMessageRouter =
  ({ service, publisher, retryDelaysMs, log }: FailedMessageRouterOptions) =>
  async (topic: Topic, message: IncomingMessage, error: unknown): Promise<'retry_later' | 'dead_lettered'> => {
    const at = new Date();
    const attempts = failedAttemptsOf(message) + 1;
    const next = nextStep(error, attempts, retryDelaysMs);
    if (next.kind === 'retry') {
      const failed = failedMessage(message, retryTopicOf(topic, service, next.tier), { error, attempts, at });
      failed.headers[retryNotBeforeHeader] = String(at.getTime() + next.delayMs);
      await publisher.publish([failed]);
      const retryInMs = next.delayMs;
      log.warn({ err: error, ...messageLocation(message), attempts, retryInMs }, 'message failed; will retry');
      return 'retry_later';
    }
    await publisher.publish([failedMessage(message, deadLetterTopicOf(topic, service), { error, attempts, at })]);
    log.error({ err: error, ...messageLocation(message), attempts }, 'message dead-lettered');
    return 'dead_lettered';
  };

export type RouteFailedMessage = ReturnType<typeof createFailedMessageRouter>;
