import { failpoint } from '@ticketing/common/failpoints';
import type { Codec, Publisher } from '@ticketing/common/kafka';
import { currentTraceparent, publishingSpan, withSpan } from '@ticketing/common/telemetry';
import { headerNames, keyOf, schemaByTopic } from '@ticketing/contracts';
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
  ({ codec, publisher }: PublishDeps) =>
  ({ orderId, traceparent }: Timer): Promise<void> =>
    withSpan({ ...publishingSpan(topic), traceparent }, async () => {
      const event = { orderId };
      const trace = currentTraceparent();
      const headers = {
        [headerNames.eventId]: expirationEventId(orderId),
        [headerNames.eventType]: schemaByTopic[topic].name,
        ...(trace && { [headerNames.traceparent]: trace }),
      };
      await publisher.publish([{ topic, key: keyOf(topic, event), value: await codec.encode(topic, event), headers }]);
      await failpoint('expiration.after-ack');
    });
