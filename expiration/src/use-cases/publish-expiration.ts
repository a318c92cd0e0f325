import { failpoint } from '@ticketing/common/failpoints';
import { type Codec, type Publisher, publishEvent } from '@ticketing/common/kafka';
import { expirationEventId } from '../domain/expiration.ts';
import type { Timer } from '../store/timer-queue.ts';

const topic = 'expiration.expiration.complete.v1';

export interface PublishDeps {
  codec: Codec;
  publisher: Publisher;
}

/**
 * Publishes an order's expiration. Resolves after the broker's acknowledgement, so that the timer may then be removed.
 */
export const publishExpiration =
  (deps: PublishDeps) =>
  async ({ orderId, traceparent }: Timer): Promise<void> => {
    await publishEvent(deps, { topic, eventId: expirationEventId(orderId), event: { orderId }, traceparent });
    await failpoint('expiration.after-ack');
  };
