import { PermanentError } from '@ticketing/common/errors';
import { MessagesTooLargeError, type OutgoingMessage, type Publisher } from '@ticketing/common/kafka';

/**
 * Publishes messages except those that exceed their topic's limit. Every other message is acknowledged.
 * @returns the omitted messages
 */
export async function publishExceptTooLarge(
  publisher: Publisher,
  messages: OutgoingMessage[],
): Promise<readonly OutgoingMessage[]> {
  try {
    await publisher.publish(messages);
    return [];
  } catch (error) {
    if (error instanceof MessagesTooLargeError) return error.refused;
    throw error;
  }
}

export const tooLargeError = ({ topic, value }: OutgoingMessage): PermanentError =>
  new PermanentError('too_large', `the event has ${value?.length ?? 0} bytes, which exceeds the limit of ${topic}`);
