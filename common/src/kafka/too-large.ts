import { PermanentError } from '../errors/index.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

/** Thrown for messages that exceed their topic's limit. All other messages of the call are published. */
export class MessagesTooLargeError extends PermanentError {
  override readonly name = 'MessagesTooLargeError';
  readonly refused: readonly OutgoingMessage[];

  constructor(refused: readonly OutgoingMessage[]) {
    super('too_large', `${refused.length} messages exceed their topic's size limit`);
    this.refused = refused;
  }
}

const types: unknown[] = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** Returns whether the broker refused a request because of its size. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && error.name === 'KafkaJSProtocolError' && 'type' in error && types.includes(error.type);
