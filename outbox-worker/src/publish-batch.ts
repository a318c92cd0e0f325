import { PermanentError } from '@ticketing/common/errors';
import { MessagesTooLargeError, type OutgoingMessage, type Publisher } from '@ticketing/common/kafka';

/**
 * Publishes messages; those that are larger than their topic takes are left out, and all others are acknowledged.
 * @returns those that were left out
 */
export async function publishFitting(
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

export const tooLarge = ({ topic, value }: OutgoingMessage): PermanentError =>
  new PermanentError('too_large', `the event has ${value?.length ?? 0} bytes, more than ${topic} takes`);
