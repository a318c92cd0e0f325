import { PermanentError } from '../errors/index.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

/** Messages that are larger than their topic takes. All other messages of the call are published. */
export class MessagesTooLargeError extends PermanentError {
  override readonly name = 'MessagesTooLargeError';
  readonly refused: readonly OutgoingMessage[];

  constructor(refused: readonly OutgoingMessage[]) {
    super('too_large', `${refused.length} messages are larger than their topic takes`);
    this.refused = refused;
  }
}

const types: unknown[] = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** Whether the broker refused a request for the size of what is in it. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && error.name === 'KafkaJSProtocolError' && 'type' in error && types.includes(error.type);
